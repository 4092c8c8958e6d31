package dev.simarena.junit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Properties;
import java.util.Set;

/** Look into JUnit's {@code junit-platform.properties} for keys; their values come through JUnit itself. */
final class SettingsFile {

    private static final String NAME = "junit-platform.properties";

    private SettingsFile() {}

    /** Return all keys of the first file on the class path, as JUnit reads it; none where there is no file. */
    static Set<String> keys(ClassLoader classPath) {
        URL file = classPath.getResource(NAME);
        if (file == null) {
            return Set.of();
        }
        Properties properties = new Properties();
        try {
            URLConnection connection = file.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                properties.load(in);
            }
        } catch (IOException | IllegalArgumentException e) {
            // JUnit has read the file before and complains itself about one that it cannot read
            return Set.of();
        }
        return properties.stringPropertyNames();
    }
}
