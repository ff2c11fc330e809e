// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.registry;

import org.dozen.engine.json.Json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Names and passwords for registries, from the places where docker, podman and skopeo keep them.
 */
final class Credentials {
    private static final String HUB_KEY = "https://index.docker.io/v1/";
    private static final long HELPER_SECONDS = 30;

    private final Map<String, String> environment;

    Credentials(Map<String, String> environment) {
        this.environment = environment;
    }

    /** For one registry. Never shown, so it has no text. */
    record Login(String user, String secret) {
        String basic() {
            return "Basic "
                    + Base64.getEncoder()
                            .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "a login";
        }
    }

    /** What is known for a name; empty if nothing is. */
    Optional<Login> of(RegistryName name) {
        for (Path file : files()) {
            Optional<Login> found = read(file).flatMap(json -> in(json, name));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        add(files, "REGISTRY_AUTH_FILE", "");
        add(files, "XDG_RUNTIME_DIR", "containers/auth.json");
        String config = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
        files.add(Path.of(config, "containers/auth.json"));
        add(files, "DOCKER_CONFIG", "config.json");
        files.add(Path.of(home, ".docker/config.json"));
        return files;
    }

    private void add(List<Path> files, String variable, String below) {
        String value = environment.getOrDefault(variable, "");
        if (!value.isEmpty()) {
            files.add(Path.of(value).resolve(below));
        }
    }

    private static Optional<Json> read(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Json.parse(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Login> in(Json json, RegistryName name) {
        for (String key : keys(name)) {
            Json entry = json.get("auths").get(key);
            String auth = entry.get("auth").text();
            if (!auth.isEmpty()) {
                return decoded(auth);
            }
            String helper = json.get("credHelpers").get(key).text();
            if (!helper.isEmpty()) {
                return asked(helper, key);
            }
            if (entry.isThere() && !json.get("credsStore").text().isEmpty()) {
                return asked(json.get("credsStore").text(), key);
            }
        }
        return Optional.empty();
    }

    /** From the most special to the most general. */
    private static List<String> keys(RegistryName name) {
        List<String> keys = new ArrayList<>();
        String path = name.host() + "/" + name.repository();
        while (path.indexOf('/') > 0) {
            keys.add(path);
            path = path.substring(0, path.lastIndexOf('/'));
        }
        keys.add(name.host());
        keys.add("https://" + name.host());
        if (name.host().equals("docker.io")) {
            keys.add(HUB_KEY);
        }
        return keys;
    }

    private static Optional<Login> decoded(String auth) {
        try {
            String text = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Login(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Where the program is that keeps logins. */
    private Optional<Path> program(String helper) {
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return helper.matches("[A-Za-z0-9._-]+")
                ? Stream.of(path.split(":", -1))
                        .filter(folder -> folder.startsWith("/"))
                        .map(folder -> Path.of(folder, "docker-credential-" + helper))
                        .filter(Files::isExecutable)
                        .findFirst()
                : Optional.empty();
    }

    private Optional<Login> asked(String helper, String key) {
        Optional<Path> program = program(helper);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try {
            Process process = new ProcessBuilder(program.get().toString(), "get").start();
            try (var in = process.getInputStream()) {
                try (var to = process.getOutputStream()) {
                    to.write(key.getBytes(StandardCharsets.UTF_8));
                }
                byte[] answer = in.readNBytes(1 << 16);
                boolean done = process.waitFor(HELPER_SECONDS, TimeUnit.SECONDS);
                return done && process.exitValue() == 0
                        ? Json.parse(answer)
                                .map(json ->
                                        new Login(
                                                json.get("Username").text(),
                                                json.get("Secret").text()))
                        : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notThere) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
