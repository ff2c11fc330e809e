// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.registry;

import org.dozen.engine.failure.ImageFailure;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image in a registry.
 *
 * @param host with a port, if one was given
 * @param repository path below the host
 * @param reference tag or digest
 */
public record RegistryName(String host, String repository, String reference) {
    private static final String HUB = "docker.io";
    private static final Pattern NAME =
            Pattern.compile(
                    "(?:(?:docker|oci)://)?"
                        + "(?:([A-Za-z0-9.-]*[.:][A-Za-z0-9.:-]*|localhost|\\[[0-9a-f:]+](?::\\d+)?)/)?"
                        + "([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)"
                        + "(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?");

    /** Whether it could be one; a path could not. */
    public static boolean looksLike(String text) {
        return NAME.matcher(text).matches()
                && !text.matches("[./].*|.*\\.(tar|gz|xz|zst|tgz|ext4|img)");
    }

    /**
     * Takes a name apart as everyone does: without a host it is Docker Hub's, without a tag the
     * latest.
     *
     * @throws ImageFailure if it is none
     */
    public static RegistryName parse(String text) {
        Matcher matcher = NAME.matcher(text);
        if (!matcher.matches()) {
            throw new ImageFailure(
                    ImageFailure.Reason.BAD_NAME,
                    Path.of("registry"),
                    "\"" + text + "\" is not the name of an image in a registry.");
        }
        String host = matcher.group(1) == null ? HUB : matcher.group(1);
        boolean hub = host.equals(HUB) || host.equals("index.docker.io");
        String repository = matcher.group(2);
        if (hub && repository.indexOf('/') < 0) {
            repository = "library/" + repository;
        }
        String tag = matcher.group(3) == null ? "latest" : matcher.group(3);
        String digest = matcher.group(4);
        return new RegistryName(hub ? HUB : host, repository, digest == null ? tag : digest);
    }

    /** Where it is asked for. On this computer itself without encryption, as everyone does. */
    String base() {
        String at = host.equals(HUB) ? "registry-1.docker.io" : host;
        return (local() ? "http://" : "https://") + at + "/v2/" + repository;
    }

    boolean local() {
        String plain = host.startsWith("[") ? host : host.replaceFirst(":\\d+$", "");
        return plain.equals("localhost")
                || plain.endsWith(".localhost")
                || plain.matches("127\\.\\d+\\.\\d+\\.\\d+")
                || plain.startsWith("[::1]");
    }

    boolean byDigest() {
        return reference.startsWith("sha256:");
    }

    @Override
    public String toString() {
        return host + "/" + repository + (byDigest() ? "@" : ":") + reference;
    }
}
