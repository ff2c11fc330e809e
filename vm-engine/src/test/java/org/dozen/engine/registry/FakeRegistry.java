// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.dozen.engine.archive.Archives;
import org.dozen.engine.archive.MeasuredStream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLContext;

/** A registry with one image that does what a test wants it to do wrong. */
public final class FakeRegistry implements AutoCloseable {
    /** What it does wrong. */
    public enum Fault {
        NONE,
        /** Closes the connection in the middle of a layer, once. */
        BREAKS_ONCE,
        WRONG_BYTES,
        SAYS_NOTHING,
        ALWAYS_500,
        NEEDS_LOGIN,
        NO_JSON,
        /** The description stops in the middle. */
        CUT_JSON,
        NEEDS_BASIC,
        /** Never a byte, from the first question on. */
        MUTE,
        /** A few bytes at a time. */
        SLOW,
        /** Parts are elsewhere, as with big registries. */
        ELSEWHERE,
        /** Both: who asks must say who it is, and parts are elsewhere. */
        BASIC_ELSEWHERE
    }

    private final HttpServer server;
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final byte[] layer = Archives.of("hello");
    private final byte[] manifest;
    private final Fault fault;
    private final String elsewhere;
    private boolean broken;

    /** What was said of who asks; "null" if nothing. */
    final List<String> authorizations = new CopyOnWriteArrayList<>();

    /** Requests, each "METHOD PATH RANGE". */
    final List<String> requests = new CopyOnWriteArrayList<>();

    public FakeRegistry(Fault fault) throws IOException {
        this(fault, "", Optional.empty());
    }

    /**
     * A registry.
     *
     * @param elsewhere host and port of another, which has the parts
     * @param secret to answer encrypted
     */
    FakeRegistry(Fault fault, String elsewhere, Optional<SSLContext> secret) throws IOException {
        this.fault = fault;
        this.elsewhere = elsewhere;
        String config = "{\"architecture\":\"amd64\",\"config\":{\"Cmd\":[\"/hello\"]}}";
        String configDigest = put(config.getBytes(StandardCharsets.UTF_8));
        String layerDigest = put(layer);
        manifest =
                ("{\"schemaVersion\":2,\"config\":{\"digest\":\""
                                + configDigest
                                + "\",\"size\":"
                                + config.length()
                                + "},\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\","
                                + "\"digest\":\""
                                + layerDigest
                                + "\",\"size\":"
                                + layer.length
                                + "}]}")
                        .getBytes(StandardCharsets.UTF_8);
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (secret.isPresent()) {
            HttpsServer https = HttpsServer.create(here, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(secret.get()));
            server = https;
        } else {
            server = HttpServer.create(here, 0);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    static String digest(byte[] bytes) throws IOException {
        try (MeasuredStream stream =
                new MeasuredStream(new ByteArrayInputStream(bytes), ignored -> {})) {
            stream.drain();
            return stream.digest();
        }
    }

    private String put(byte[] bytes) throws IOException {
        String digest = digest(bytes);
        blobs.put(digest, bytes);
        return digest;
    }

    int port() {
        return server.getAddress().getPort();
    }

    public String name() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/test/hello";
    }

    private synchronized boolean breaksNow() {
        boolean now = fault == Fault.BREAKS_ONCE && !broken;
        broken = true;
        return now;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(exchange.getRequestMethod() + " " + path + " " + range);
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(String.valueOf(login));
        if (fault == Fault.MUTE) {
            return;
        }
        boolean basic = fault == Fault.NEEDS_BASIC || fault == Fault.BASIC_ELSEWHERE;
        boolean away = fault == Fault.ELSEWHERE || fault == Fault.BASIC_ELSEWHERE;
        if (basic && !"Basic dXNlcjpwYXNz".equals(login)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"r\"");
            send(exchange, 401, new byte[0], 0);
        } else if (away && path.contains("/blobs/")) {
            exchange.getResponseHeaders().set("Location", "http://" + elsewhere + path);
            send(exchange, 307, new byte[0], 0);
        } else if (fault == Fault.NEEDS_LOGIN && path.equals("/token")) {
            boolean known = "Basic dXNlcjpwYXNz".equals(login); // user:pass
            send(
                    exchange,
                    known ? 200 : 401,
                    "{\"token\":\"secret\"}".getBytes(StandardCharsets.UTF_8),
                    0);
        } else if (fault == Fault.NEEDS_LOGIN && !"Bearer secret".equals(login)) {
            exchange.getResponseHeaders()
                    .set(
                            "WWW-Authenticate",
                            "Bearer realm=\"http://"
                                    + exchange.getRequestHeaders().getFirst("Host")
                                    + "/token\",service=\"s\"");
            send(exchange, 401, new byte[0], 0);
        } else if (fault == Fault.ALWAYS_500) {
            send(exchange, 500, new byte[0], 0);
        } else if (path.contains("/manifests/")) {
            byte[] text = "nonsense".getBytes(StandardCharsets.UTF_8);
            if (fault == Fault.CUT_JSON) {
                exchange.sendResponseHeaders(200, manifest.length);
                exchange.getResponseBody().write(manifest, 0, manifest.length / 2);
                exchange.close();
                return;
            }
            send(exchange, 200, fault == Fault.NO_JSON ? text : manifest, 0);
        } else {
            blob(exchange, path.substring(path.lastIndexOf('/') + 1), range);
        }
    }

    private void blob(
            HttpExchange exchange, String digest, @org.jspecify.annotations.Nullable String range)
            throws IOException {
        byte[] whole = blobs.getOrDefault(digest, new byte[0]);
        boolean isLayer = Arrays.equals(whole, layer);
        if (isLayer && fault == Fault.WRONG_BYTES) {
            whole = new byte[whole.length];
        }
        if (isLayer && fault == Fault.SAYS_NOTHING) {
            exchange.sendResponseHeaders(200, whole.length);
            return; // and never a byte
        }
        if (isLayer && breaksNow()) {
            exchange.sendResponseHeaders(200, whole.length);
            OutputStream out = exchange.getResponseBody();
            out.write(whole, 0, 1000);
            out.flush();
            exchange.getHttpContext(); // the connection closes with the exchange
            exchange.close();
            return;
        }
        if (isLayer && fault == Fault.SLOW) {
            exchange.sendResponseHeaders(200, whole.length);
            for (int at = 0; at < whole.length; at += 300) {
                exchange.getResponseBody().write(whole, at, Math.min(300, whole.length - at));
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(100_000_000);
            }
            exchange.close();
            return;
        }
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
        }
        send(exchange, from > 0 ? 206 : 200, whole, from);
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes, int from)
            throws IOException {
        int length = bytes.length - from;
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(bytes, from, length);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
