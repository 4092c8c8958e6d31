package dev.simarena.engine.apiserver.http;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import javax.crypto.KeyGenerator;
import javax.security.auth.x500.X500Principal;
import org.wildfly.security.x500.GeneralName;
import org.wildfly.security.x500.cert.BasicConstraintsExtension;
import org.wildfly.security.x500.cert.SubjectAlternativeNamesExtension;
import org.wildfly.security.x500.cert.X509CertificateBuilder;

/**
 * Hold a key and a certificate that vouches for itself, made for one server and known to nobody else.
 *
 * @param certificate certificate in PEM, for clients
 * @param key private key in PEM, for the server
 */
record RunCertificate(String certificate, String key) {

    private static final X500Principal NAME = new X500Principal("CN=sim-arena-apiserver");
    private static final int PEM_LINE = 64;
    // the key lives as long as the server; the dates only have to hold on every machine, whatever its clock says
    private static final ZonedDateTime FROM = LocalDate.of(2000, 1, 1).atStartOfDay(ZoneOffset.UTC);
    private static final ZonedDateTime UNTIL = LocalDate.of(2099, 12, 31).atStartOfDay(ZoneOffset.UTC);

    /** Make a key and its certificate for 127.0.0.1 and localhost. */
    static RunCertificate make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            return new RunCertificate(
                    pem("CERTIFICATE", certificate(keys).getEncoded()), pem("PRIVATE KEY", encoded(keys.getPrivate())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key for the API server could not be made: " + e.getMessage(), e);
        }
    }

    /** Return 256 random bits as text that may stand in a header. */
    static String randomToken() {
        try {
            byte[] bits = encoded(KeyGenerator.getInstance("HmacSHA256").generateKey());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A token for the API server could not be made: " + e.getMessage(), e);
        }
    }

    private static X509Certificate certificate(KeyPair keys) throws CertificateException {
        return new X509CertificateBuilder()
                .setVersion(3)
                .setSubjectDn(NAME)
                .setIssuerDn(NAME)
                .setSerialNumber(BigInteger.ONE)
                .setNotValidBefore(FROM)
                .setNotValidAfter(UNTIL)
                .setPublicKey(keys.getPublic())
                .setSigningKey(keys.getPrivate())
                .setSignatureAlgorithmName("SHA256withECDSA")
                .addExtension(new BasicConstraintsExtension(true, true, 0))
                .addExtension(new SubjectAlternativeNamesExtension(
                        false, List.of(new GeneralName.IPAddress("127.0.0.1"), new GeneralName.DNSName("localhost"))))
                .build();
    }

    private static byte[] encoded(Key key) throws GeneralSecurityException {
        byte[] bytes = key.getEncoded();
        if (bytes == null) {
            throw new GeneralSecurityException("the security provider does not show its keys");
        }
        return bytes;
    }

    private static String pem(String what, byte[] content) {
        Base64.Encoder lines = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines.encodeToString(content), what);
    }
}
