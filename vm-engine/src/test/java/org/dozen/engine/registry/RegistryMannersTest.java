// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.failure.ImageFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Logins, proxies, certificates, other hosts, and registries that are slow or say half of it. */
final class RegistryMannersTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String LOGIN = "dXNlcjpwYXNz"; // user:pass

    @TempDir Path folder;

    private List<String> fetch(String name, Duration patience, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", folder.toString()));
        environment.putAll(more);
        Registry registry = new Registry(folder.resolve("kept"), environment, patience);
        try (Registry.Fetched fetched =
                registry.fetch(RegistryName.parse(name), (done, total) -> {})) {
            return fetched.image().start().words();
        }
    }

    private void refuses(String name, Duration patience, Map<String, String> more, String words) {
        assertThatThrownBy(() -> fetch(name, patience, more))
                .isInstanceOf(ImageFailure.class)
                .hasMessageContaining(words);
    }

    private static String host(FakeRegistry registry) {
        return registry.name().substring(0, registry.name().indexOf('/'));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    // ---- logins

    @ParameterizedTest
    @ValueSource(strings = {".docker/config.json", ".config/containers/auth.json"})
    void basicLoginsAreTakenFromHome(String file) throws IOException {
        try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.NEEDS_BASIC)) {
            refuses(fake.name(), LONG, Map.of(), "you may not have it");
            write(file, "{\"auths\":{\"" + host(fake) + "\":{\"auth\":\"" + LOGIN + "\"}}}");

            assertThat(fetch(fake.name(), LONG, Map.of())).containsExactly("/hello");
        }
    }

    @Test
    void aWrongLoginIsNotTriedForEver() throws IOException {
        try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.NEEDS_BASIC)) {
            write(
                    ".docker/config.json",
                    "{\"auths\":{\"" + host(fake) + "\":{\"auth\":\"dXNlcjp3cm9uZw==\"}}}");

            refuses(fake.name(), LONG, Map.of(), "you may not have it");
            assertThat(fake.requests).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NEEDS_BASIC,'{\"credHelpers\":{\"HOST\":\"test\"}}'",
        "NEEDS_LOGIN,'{\"credsStore\":\"test\",\"auths\":{\"HOST\":{}}}'"
    })
    void programsThatKeepLoginsAreAsked(FakeRegistry.Fault fault, String config)
            throws IOException {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Path helper = programs.resolve("docker-credential-test");
        Files.writeString(
                helper,
                "#!/bin/sh\nread host; echo \"$1 $host\" > '"
                        + folder
                        + "/asked'\necho '{\"Username\":\"user\",\"Secret\":\"pass\"}'\n");
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (FakeRegistry fake = new FakeRegistry(fault)) {
            write(".docker/config.json", config.replace("HOST", host(fake)));

            assertThat(fetch(fake.name(), LONG, Map.of("PATH", programs.toString())))
                    .containsExactly("/hello");
            assertThat(folder.resolve("asked")).hasContent("get " + host(fake));
        }
    }

    @Test
    void otherHostsAreNotToldWhoAsks() throws IOException {
        try (FakeRegistry parts = new FakeRegistry(FakeRegistry.Fault.NONE);
                FakeRegistry fake =
                        new FakeRegistry(
                                FakeRegistry.Fault.ELSEWHERE, host(parts), Optional.empty())) {
            write(
                    ".docker/config.json",
                    "{\"auths\":{\"" + host(fake) + "\":{\"auth\":\"" + LOGIN + "\"}}}");

            assertThat(fetch(fake.name(), LONG, Map.of())).containsExactly("/hello");
            assertThat(parts.requests).hasSize(2).allMatch(each -> each.contains("/blobs/"));
            assertThat(parts.authorizations).containsOnly("null");
        }
    }

    /** The same with a registry that has asked who it is, so that the login is being used. */
    @Test
    void otherHostsAreNotToldWhoAsksAfterALogin() throws IOException {
        try (FakeRegistry parts = new FakeRegistry(FakeRegistry.Fault.NONE);
                FakeRegistry fake =
                        new FakeRegistry(
                                FakeRegistry.Fault.BASIC_ELSEWHERE,
                                host(parts),
                                Optional.empty())) {
            write(
                    ".docker/config.json",
                    "{\"auths\":{\"" + host(fake) + "\":{\"auth\":\"" + LOGIN + "\"}}}");

            assertThat(fetch(fake.name(), LONG, Map.of())).containsExactly("/hello");
            assertThat(fake.authorizations).contains("Basic " + LOGIN);
            assertThat(parts.authorizations).hasSize(2).containsOnly("null");
        }
    }

    // ---- slow, half, wrong

    @Test
    void slowOnesAreWaitedForAsLongAsSomethingComes() throws IOException {
        try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.SLOW)) {
            assertThat(fetch(fake.name(), Duration.ofSeconds(10), Map.of()))
                    .containsExactly("/hello");
            assertThat(fake.requests).filteredOn(each -> each.contains("/blobs/")).hasSize(2);
        }
    }

    @Test
    void whoNeverAnswersIsGivenUp() throws IOException {
        try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.MUTE)) {
            refuses(fake.name(), Duration.ofSeconds(1), Map.of(), "does not answer for 1 s");
        }
    }

    @Test
    void aDescriptionThatIsCutOffIsNotUsed() throws IOException {
        try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.CUT_JSON)) {
            refuses(fake.name(), LONG, Map.of(), "cannot be fetched");
        }
    }

    @Test
    void aDescriptionThatIsNotWhatWasAskedForIsNotUsed() throws IOException {
        try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.NONE)) {
            refuses(
                    fake.name() + "@sha256:" + "0".repeat(64),
                    LONG,
                    Map.of(),
                    "not what was asked for");
        }
    }

    // ---- the way there

    @Test
    void proxiesAreTakenFromTheEnvironment() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuseAll(proxy, asked));
            String at = "http://127.0.0.1:" + proxy.getLocalPort();

            refuses(
                    "registry.invalid/x",
                    Duration.ofSeconds(5),
                    Map.of("HTTPS_PROXY", at),
                    "cannot be fetched");
            assertThat(asked).isNotEmpty().allMatch(line -> line.startsWith("CONNECT registry."));
            asked.clear();
            refuses(
                    "registry.invalid/x",
                    Duration.ofSeconds(5),
                    Map.of("HTTPS_PROXY", at, "NO_PROXY", ".invalid"),
                    "cannot be fetched");
            assertThat(asked).isEmpty();
            try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.NONE)) {
                fetch(fake.name(), LONG, Map.of("http_proxy", at));
            }
            assertThat(asked).isEmpty();
        }
    }

    private static void refuseAll(ServerSocket proxy, List<String> asked) {
        try {
            while (true) {
                try (Socket client = proxy.accept()) {
                    StringBuilder request = new StringBuilder();
                    InputStream in = client.getInputStream();
                    while (request.indexOf("\r\n\r\n") < 0) {
                        int c = in.read();
                        if (c < 0) {
                            break;
                        }
                        request.append((char) c);
                    }
                    asked.add(request.toString().lines().findFirst().orElse(""));
                    client.getOutputStream()
                            .write(
                                    "HTTP/1.1 502 no\r\nContent-Length: 0\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            return; // the test is over
        }
    }

    @Test
    void strangersCertificatesAreNotBelievedUntilSomebodySaysSo() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Path certificate = folder.resolve("ca.crt");
        String[] usual = {"-keystore", keys.toString(), "-storepass", "secret", "-alias", "me"};
        keytool(usual, "-genkeypair", "-keyalg", "EC", "-dname", "CN=me", "-ext", "san=ip:0.0.0.0");
        keytool(usual, "-exportcert", "-rfc", "-file", certificate.toString());
        // An address of this computer that is not among those that are asked without encryption.
        try (FakeRegistry fake =
                new FakeRegistry(FakeRegistry.Fault.NONE, "", Optional.of(secret(keys)))) {
            String host = "0.0.0.0:" + fake.port();
            refuses(host + "/x", LONG, Map.of(), "nobody whom this computer trusts");
            assertThat(fake.requests).isEmpty();

            Path believed = folder.resolve(".config/containers/certs.d/" + host);
            Files.createDirectories(believed);
            Files.copy(certificate, believed.resolve("ca.crt"));
            assertThat(fetch(host + "/x", LONG, Map.of())).containsExactly("/hello");
        }
    }

    @Test
    void whoSpeaksNoHttpsIsNotAskedOtherwise() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerPlainly(plain, asked));

            refuses(
                    "0.0.0.0:" + plain.getLocalPort() + "/x",
                    LONG,
                    Map.of(),
                    "does not speak HTTPS");
            assertThat(asked).isNotEmpty().noneMatch(bytes -> bytes.contains("GET"));
        }
    }

    private static void answerPlainly(ServerSocket server, List<String> asked) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    byte[] hello = client.getInputStream().readNBytes(100);
                    asked.add(new String(hello, StandardCharsets.ISO_8859_1));
                    client.getOutputStream()
                            .write("HTTP/1.1 400 no\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            return; // the test is over
        }
    }

    private static void keytool(String[] usual, String... words)
            throws IOException, InterruptedException {
        List<String> line = new java.util.ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
        line.addAll(List.of(words));
        line.addAll(List.of(usual));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static SSLContext secret(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance(keys.toFile(), "secret".toCharArray());
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
