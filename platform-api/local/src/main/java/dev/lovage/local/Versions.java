package dev.lovage.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/// The versions of the servers, which the build takes from the root pom.
final class Versions {
    static final String POSTGRES = read("postgres");
    static final String TEMPORAL = read("temporal");

    private Versions() {}

    private static String read(String name) {
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            Properties versions = new Properties();
            versions.load(in);
            return versions.getProperty(name);
        } catch (IOException e) {
            throw new IllegalStateException("versions.properties is not on the class path", e);
        }
    }
}
