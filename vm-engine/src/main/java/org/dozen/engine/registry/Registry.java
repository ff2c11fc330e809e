// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.registry;

import org.dozen.engine.archive.ArchiveException;
import org.dozen.engine.archive.ContainerImage;
import org.dozen.engine.archive.FolderBlobs;
import org.dozen.engine.archive.MeasuredStream;
import org.dozen.engine.json.Json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Fetches images into a folder where their parts stay for the next time, each under its digest.
 * What was interrupted goes on where it stopped. Nothing is used whose digest is wrong.
 */
public final class Registry {
    private static final int ATTEMPTS = 4;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int CHUNK = 1 << 17;
    private static final int MOST_MANIFEST = 4 << 20;
    private static final long MOST_KEPT = 4L << 30;
    private static final String MANIFESTS =
            "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json,"
                    + " application/vnd.docker.distribution.manifest.list.v2+json,"
                    + " application/vnd.docker.distribution.manifest.v2+json";

    // Two fetches in one program take turns; other programs are kept out by a file's lock.
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path folder;
    private final Map<String, String> environment;
    private final Duration patience;

    /**
     * A registry client.
     *
     * @param folder where parts are kept
     * @param environment proxies and places of logins
     * @param patience how long a registry may say nothing
     */
    public Registry(Path folder, Map<String, String> environment, Duration patience) {
        this.folder = folder;
        this.environment = environment;
        this.patience = patience;
    }

    /** With what is usual. */
    public static Registry usual() {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path base =
                cache.startsWith("/")
                        ? Path.of(cache)
                        : Path.of(System.getProperty("user.home", "/"), ".cache");
        return new Registry(
                base.resolve("dozen/registry"), System.getenv(), Duration.ofSeconds(60));
    }

    /** Sees fetching proceed; may throw {@link CancellationException}. */
    @FunctionalInterface
    public interface Progress {
        /**
         * So far.
         *
         * @param done bytes that are here
         * @param total of so many
         */
        void at(long done, long total);
    }

    /** An image whose parts are here; they are kept as long as this is open. */
    public record Fetched(FolderBlobs blobs, ContainerImage image, String digest, FileLock lock)
            implements AutoCloseable {
        @Override
        public void close() {
            try {
                lock.acquiredBy().close();
            } catch (IOException gone) {
                // The lock went with it.
            }
        }
    }

    /**
     * Fetches an image for this processor.
     *
     * @throws org.dozen.engine.failure.ImageFailure if the registry refuses or does not answer
     * @throws IOException if what comes is wrong, or cannot be kept
     * @throws CancellationException if progress says so; what came so far is kept
     */
    public Fetched fetch(RegistryName name, Progress progress) throws IOException {
        synchronized (ONE_AT_A_TIME) {
            Files.createDirectories(folder.resolve("blobs/sha256"));
            FileLock lock = lock();
            try {
                return fetch(name, progress, lock);
            } catch (IOException | RuntimeException failure) {
                lock.acquiredBy().close();
                throw failure;
            }
        }
    }

    private FileLock lock() throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        while (true) {
            try {
                FileLock lock = channel.lock();
                return lock;
            } catch (java.nio.channels.OverlappingFileLockException ours) {
                // Another import of this program still reads its layers.
                pause(FIRST_PAUSE_MILLIS);
            }
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("fetching was stopped");
        }
    }

    private Fetched fetch(RegistryName name, Progress progress, FileLock lock) throws IOException {
        RegistryClient client = new RegistryClient(name, environment, patience);
        progress.at(0, 0);
        Description description = manifest(client, name.reference());
        if (description.json().get("manifests").isThere()) {
            String chosen =
                    ContainerImage.choose(description.json())
                            .orElseThrow(() ->
                                    client.failed(
                                            "there is none for this processor (amd64)", null));
            description = manifest(client, chosen);
        }
        Json manifest = description.json();
        List<Json> parts = new ArrayList<>(manifest.get("layers").items());
        parts.addFirst(manifest.get("config"));
        long total = parts.stream().mapToLong(part -> part.get("size").number()).sum();
        long done = 0;
        for (Json part : parts) {
            long before = done;
            long size = part.get("size").number();
            blob(
                    client,
                    part.get("digest").text(),
                    size,
                    here -> progress.at(before + here, total));
            done += size;
        }
        FolderBlobs blobs = new FolderBlobs(folder);
        String digest = description.digest();
        forgetOld(manifest, digest);
        return new Fetched(blobs, ContainerImage.ofManifest(blobs, digest), digest, lock);
    }

    private record Description(String digest, Json json) {}

    private Description manifest(RegistryClient client, String reference) throws IOException {
        byte[] bytes =
                patiently(
                        client,
                        () -> {
                            HttpResponse<InputStream> answer =
                                    client.get(
                                            "/manifests/" + reference, Map.of("Accept", MANIFESTS));
                            try (InputStream body = answer.body()) {
                                return body.readNBytes(MOST_MANIFEST + 1);
                            }
                        });
        Json json =
                Json.parse(bytes)
                        .filter(each -> bytes.length <= MOST_MANIFEST)
                        .filter(each ->
                                each.get("layers").isThere() || each.get("manifests").isThere())
                        .orElseThrow(() ->
                                client.failed("what it sends is no image's description", null));
        MeasuredStream measured =
                new MeasuredStream(new java.io.ByteArrayInputStream(bytes), ignored -> {});
        measured.drain();
        String digest = measured.digest();
        if (reference.startsWith("sha256:") && !reference.equals(digest)) {
            throw client.failed("what it sends is not what was asked for: wrong checksum", null);
        }
        Path file = folder.resolve(ContainerImage.file(digest));
        Path part = file.resolveSibling(file.getFileName() + ".new");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return new Description(digest, json);
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    /** Tries a few times what may pass. */
    private static <T> T patiently(RegistryClient client, Step<T> step) throws IOException {
        IOException last = new IOException();
        long millis = FIRST_PAUSE_MILLIS;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return step.run();
            } catch (ArchiveException wrong) {
                throw wrong;
            } catch (java.nio.file.FileSystemException ours) {
                throw ours;
            } catch (IOException maybeNextTime) {
                last = maybeNextTime;
                if (attempt < ATTEMPTS - 1) {
                    pause(millis);
                    millis *= 3;
                }
            }
        }
        String why = last.getMessage();
        throw client.failed(why == null ? "the connection broke" : why, last);
    }

    // ---- parts

    private interface Here {
        void at(long bytes);
    }

    private void blob(RegistryClient client, String digest, long size, Here here)
            throws IOException {
        Path file = folder.resolve(ContainerImage.file(digest));
        if (Files.exists(file) && Files.size(file) == size) {
            here.at(size);
            return; // its digest is looked at again when it is read
        }
        if (!digest.startsWith("sha256:")) {
            throw client.failed("a part has a checksum of an unknown kind", null);
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        patiently(
                client,
                () -> {
                    download(client, digest, size, part, here);
                    return true;
                });
        try (MeasuredStream whole = new MeasuredStream(Files.newInputStream(part), ignored -> {})) {
            whole.drain();
            if (!whole.digest().equals(digest)) {
                Files.delete(part);
                throw client.failed(
                        "a part of it came with a wrong checksum; it was thrown away", null);
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void download(RegistryClient client, String digest, long size, Path part, Here here)
            throws IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (have > size) {
            Files.delete(part);
            have = 0;
        }
        here.at(have);
        if (have == size && size > 0) {
            return;
        }
        Map<String, String> range = have > 0 ? Map.of("Range", "bytes=" + have + "-") : Map.of();
        HttpResponse<InputStream> answer = client.get("/blobs/" + digest, range);
        boolean goesOn = answer.statusCode() == 206 && begins(answer, have);
        if (answer.statusCode() != 200 && !goesOn) {
            answer.body().close();
            Files.deleteIfExists(part);
            throw new IOException("it does not go on where it stopped");
        }
        long from = goesOn ? have : 0;
        Set<StandardOpenOption> how =
                goesOn
                        ? Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                        : Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING);
        try (InputStream body = answer.body();
                OutputStream out =
                        Files.newOutputStream(part, how.toArray(StandardOpenOption[]::new))) {
            copy(client, body, out, from, size, here);
        }
    }

    private static boolean begins(HttpResponse<InputStream> answer, long at) {
        return answer.headers()
                .firstValue("Content-Range")
                .map(range -> range.startsWith("bytes " + at + "-"))
                .orElse(false);
    }

    private void copy(
            RegistryClient client,
            InputStream body,
            OutputStream out,
            long from,
            long size,
            Here here)
            throws IOException {
        AtomicLong heard = new AtomicLong(System.nanoTime());
        AtomicBoolean silent = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().start(() -> closeWhenSilent(body, heard, silent));
        try {
            byte[] chunk = new byte[CHUNK];
            long count = from;
            int got = body.read(chunk);
            while (got > 0) {
                heard.set(System.nanoTime());
                count += got;
                if (count > size) {
                    throw client.failed("a part of it is longer than it should be", null);
                }
                out.write(chunk, 0, got);
                here.at(count);
                got = body.read(chunk);
            }
            if (count < size) {
                throw new IOException("the connection broke");
            }
        } catch (IOException broken) {
            throw silent.get()
                    ? new IOException("it sends nothing for " + patience.toSeconds() + " s", broken)
                    : broken;
        } finally {
            watch.interrupt();
        }
    }

    private void closeWhenSilent(InputStream body, AtomicLong heard, AtomicBoolean silent) {
        try {
            while (true) {
                long left = patience.toNanos() - (System.nanoTime() - heard.get());
                if (left <= 0) {
                    silent.set(true);
                    body.close();
                    return;
                }
                TimeUnit.NANOSECONDS.sleep(left);
            }
        } catch (InterruptedException done) {
            // The copy came to its end.
        } catch (IOException gone) {
            silent.set(true);
        }
    }

    /** Keeps the folder small: parts that were used longest ago go first, those of now never. */
    private void forgetOld(Json manifest, String digest) throws IOException {
        List<String> needed = new ArrayList<>(ContainerImage.layersOf(manifest));
        needed.add(manifest.get("config").get("digest").text());
        needed.add(digest);
        for (String each : needed) {
            Files.setLastModifiedTime(
                    folder.resolve(ContainerImage.file(each)),
                    java.nio.file.attribute.FileTime.from(java.time.Instant.now()));
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder.resolve("blobs/sha256"))) {
            all.forEach(files::add);
        }
        files.sort(java.util.Comparator.comparingLong(file -> file.toFile().lastModified()));
        long sum = files.stream().mapToLong(file -> file.toFile().length()).sum();
        for (Path each : files) {
            if (sum > MOST_KEPT && !needed.contains("sha256:" + each.getFileName())) {
                sum -= Files.size(each);
                Files.delete(each);
            }
        }
    }
}
