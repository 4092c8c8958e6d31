package dev.simarena.trace;

/** Name the families of units a quantity is spelled in, after Kubernetes' {@code resource.Format}. */
public enum QuantityFormat {
    /** Powers of 1024: {@code Ki Mi Gi Ti Pi Ei}. */
    BINARY_SI,
    /** Powers of 1000: {@code n u m}, none, {@code k M G T P E}. */
    DECIMAL_SI,
    /** Powers of ten: {@code e3}, {@code E-3}. */
    DECIMAL_EXPONENT
}
