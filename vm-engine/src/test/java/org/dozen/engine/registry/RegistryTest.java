// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dozen.engine.Needs;
import org.dozen.engine.failure.ImageFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Fetching from real and from bad registries. */
final class RegistryTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path folder;

    private Registry registry(Map<String, String> environment, Duration patience) {
        return new Registry(folder.resolve("kept"), environment, patience);
    }

    private Registry registry() {
        return registry(Map.of("HOME", folder.toString()), LONG);
    }

    private static List<String> fetch(Registry registry, String name) throws IOException {
        try (Registry.Fetched fetched =
                registry.fetch(RegistryName.parse(name), (done, total) -> {})) {
            return fetched.image().start().words();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alpine,docker.io,library/alpine,latest",
        "alpine:3.22,docker.io,library/alpine,3.22",
        "user/thing,docker.io,user/thing,latest",
        "docker://quay.io/a/b:c,quay.io,a/b,c",
        "localhost:5000/x,localhost:5000,x,latest",
        "localhost/x:y,localhost,x,y"
    })
    void namesMeanWhatTheyMeanEverywhere(String text, String host, String path, String tag) {
        assertThat(RegistryName.parse(text)).isEqualTo(new RegistryName(host, path, tag));
    }

    @Test
    void pathsAreNoNames() {
        assertThat(RegistryName.looksLike("/etc/passwd")).isFalse();
        assertThat(RegistryName.looksLike("./alpine")).isFalse();
        assertThat(RegistryName.looksLike("alpine.tar")).isFalse();
        assertThat(RegistryName.looksLike("Some File")).isFalse();
    }

    @Test
    void whatBreaksOffGoesOnWhereItStopped() throws IOException {
        try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.BREAKS_ONCE)) {
            assertThat(fetch(registry(), fake.name())).containsExactly("/hello");

            assertThat(fake.requests).anyMatch(each -> each.endsWith(" bytes=1000-"));
        }
    }

    @Test
    void whatIsHereIsNotFetchedAgain() throws IOException {
        try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.NONE)) {
            fetch(registry(), fake.name());
            fake.requests.clear();
            fetch(registry(), fake.name());

            assertThat(fake.requests).hasSize(1).first().asString().contains("/manifests/");
        }
    }

    @Test
    void cancellingKeepsWhatCame() throws IOException {
        try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.NONE)) {
            RegistryName name = RegistryName.parse(fake.name());
            assertThatThrownBy(() ->
                            registry()
                                    .fetch(
                                            name,
                                            (done, total) -> {
                                                if (total > 0 && done >= total) {
                                                    throw new CancellationException("enough");
                                                }
                                            }))
                    .isInstanceOf(CancellationException.class);
            assertThat(fetch(registry(), fake.name())).containsExactly("/hello");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_BYTES,wrong checksum",
        "ALWAYS_500,500",
        "NEEDS_LOGIN,you may not have it",
        "NO_JSON,no image's description"
    })
    void badRegistriesGetASentence(FakeRegistry.Fault fault, String words) throws IOException {
        try (FakeRegistry fake = new FakeRegistry(fault)) {
            assertThatThrownBy(() -> fetch(registry(), fake.name()))
                    .isInstanceOf(ImageFailure.class)
                    .hasMessageContaining(words);
        }
    }

    @Test
    void silenceIsNotWaitedForForEver() throws IOException {
        try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.SAYS_NOTHING)) {
            Registry impatient = registry(Map.of("HOME", folder.toString()), Duration.ofSeconds(1));
            assertThatThrownBy(() -> fetch(impatient, fake.name()))
                    .isInstanceOf(ImageFailure.class)
                    .hasMessageContaining("1 s");
        }
    }

    @Test
    void nobodyThereIsSaid() {
        assertThatThrownBy(() -> fetch(registry(), "127.0.0.1:9/x"))
                .isInstanceOf(ImageFailure.class)
                .hasMessageContaining("nobody answers");
    }

    @ParameterizedTest
    @CsvSource({"REGISTRY_AUTH_FILE,auth.json", "DOCKER_CONFIG,config.json"})
    void loginsAreTakenFromTheUsualPlaces(String variable, String file) throws IOException {
        try (FakeRegistry fake = new FakeRegistry(FakeRegistry.Fault.NEEDS_LOGIN)) {
            String host = fake.name().substring(0, fake.name().indexOf('/'));
            Path kept = folder.resolve(file);
            Files.writeString(kept, "{\"auths\":{\"" + host + "\":{\"auth\":\"dXNlcjpwYXNz\"}}}");
            Path named = variable.equals("DOCKER_CONFIG") ? folder : kept;
            Map<String, String> environment =
                    Map.of("HOME", folder.toString(), variable, named.toString());

            assertThat(fetch(registry(environment, LONG), fake.name())).containsExactly("/hello");
        }
    }

    @Test
    void aRealRegistryServesByNameAndByDigest() throws Exception {
        Needs.program("docker-registry");
        Needs.program("umoci");
        Needs.program("skopeo");
        Path layout = folder.resolve("layout");
        String at = layout + ":tag";
        Path file = Files.writeString(folder.resolve("file"), "content");
        run("umoci", "init", "--layout", layout.toString());
        run("umoci", "new", "--image", at);
        run("umoci", "insert", "--rootless", "--image", at, file.toString(), "/file");
        run("umoci", "config", "--image", at, "--config.cmd", "/file");
        try (RealRegistry real = new RealRegistry(folder)) {
            String name = real.name() + "/some/thing";
            run(
                    "skopeo",
                    "--insecure-policy",
                    "copy",
                    "-q",
                    "--dest-tls-verify=false",
                    "oci:" + at,
                    "docker://" + name + ":v1");
            String digest =
                    run(
                                    "skopeo",
                                    "inspect",
                                    "--tls-verify=false",
                                    "--format",
                                    "{{.Digest}}",
                                    "docker://" + name + ":v1")
                            .strip();

            assertThat(fetch(registry(), name + ":v1")).containsExactly("/file");
            assertThat(fetch(registry(), name + "@" + digest)).containsExactly("/file");
            assertThatThrownBy(() -> fetch(registry(), name + ":v2"))
                    .hasMessageContaining("there is no such image");
        }
    }

    private static String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", words) + ": " + said).isZero();
        return said;
    }

    /** Debian's docker-registry on a port that the host chose. */
    private static final class RealRegistry implements AutoCloseable {
        private final Process process;
        private final int port;

        RealRegistry(Path folder) throws IOException {
            Path config = folder.resolve("registry.yml");
            Files.writeString(
                    config,
                    "version: 0.1\n"
                            + "log:\n"
                            + "  level: info\n"
                            + "storage:\n"
                            + "  filesystem:\n"
                            + "    rootdirectory: "
                            + Files.createDirectory(folder.resolve("served"))
                            + "\nhttp:\n  addr: 127.0.0.1:0\n");
            process =
                    new ProcessBuilder("docker-registry", "serve", config.toString())
                            .redirectErrorStream(true)
                            .start();
            port = listening();
        }

        private int listening() throws IOException {
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("listening on ")) {
                    Thread.ofVirtual().start(() -> lines.lines().forEach(ignored -> {}));
                    return Integer.parseInt(line.replaceAll(".*listening on [^ ]*:(\\d+).*", "$1"));
                }
            }
            throw new IOException("the registry did not start");
        }

        String name() {
            return "127.0.0.1:" + port;
        }

        @Override
        public void close() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
