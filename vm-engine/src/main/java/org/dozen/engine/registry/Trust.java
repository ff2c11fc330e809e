// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose signatures are believed: those Java knows, those this computer knows, and for one registry
 * what docker and podman would believe for it ({@code certs.d}).
 */
final class Trust {
    private static final List<String> OF_THE_COMPUTER =
            List.of(
                    "/etc/ssl/certs/ca-certificates.crt",
                    "/etc/pki/tls/certs/ca-bundle.crt",
                    "/etc/ssl/ca-bundle.pem",
                    "/etc/ssl/cert.pem");

    private Trust() {}

    /** For one registry. */
    static SSLContext of(String host, Map<String, String> environment) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate each : believed(host, environment)) {
                store.setCertificateEntry("c" + count++, each);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TrustManager[] managers(@org.jspecify.annotations.Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static List<Certificate> believed(String host, Map<String, String> environment)
            throws GeneralSecurityException {
        List<Certificate> all = new ArrayList<>();
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager known) {
                X509Certificate[] issuers = known.getAcceptedIssuers();
                all.addAll(List.of(issuers));
            }
        }
        String named = environment.getOrDefault("SSL_CERT_FILE", "");
        Stream.concat(Stream.of(named), OF_THE_COMPUTER.stream())
                .filter(file -> file.startsWith("/"))
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst()
                .ifPresent(file -> all.addAll(read(file)));
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        for (String folder :
                List.of(home + "/.config/containers", "/etc/containers", "/etc/docker")) {
            all.addAll(inFolder(Path.of(folder, "certs.d", host)));
        }
        return all;
    }

    private static List<Certificate> inFolder(Path folder) {
        List<Certificate> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".crt"))
                    .forEach(file -> found.addAll(read(file)));
        } catch (IOException none) {
            return found;
        }
        return found;
    }

    /** What cannot be read is not believed. */
    private static List<Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        } catch (IOException | GeneralSecurityException unreadable) {
            return List.of();
        }
    }
}
