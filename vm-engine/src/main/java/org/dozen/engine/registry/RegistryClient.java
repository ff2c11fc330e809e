// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.registry;

import org.dozen.engine.failure.ImageFailure;
import org.dozen.engine.json.Json;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Asks one registry for one repository's parts, and logs in if it must. */
final class RegistryClient {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_ANSWER = 1 << 20;
    private static final Pattern FIELD = Pattern.compile("([a-z]+)=\"([^\"]*)\"");

    private final RegistryName name;
    private final Credentials credentials;
    private final HttpClient http;
    private final Duration patience;
    private String authorization = "";

    RegistryClient(RegistryName name, Map<String, String> environment, Duration patience) {
        this.name = name;
        this.credentials = new Credentials(environment);
        this.patience = patience;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(new EnvironmentProxy(environment));
        if (!name.local()) {
            builder.sslContext(Trust.of(name.host(), environment));
        }
        this.http = builder.build();
    }

    /**
     * Asks for a part.
     *
     * @param path below the repository
     * @param headers in addition
     * @throws ImageFailure if the registry refuses
     * @throws IOException if it does not answer; trying again may help
     */
    HttpResponse<InputStream> get(String path, Map<String, String> headers) throws IOException {
        URI uri = URI.create(name.base() + path);
        HttpResponse<InputStream> answer = followed(uri, headers);
        if (answer.statusCode() == 401 && logIn(answer)) {
            answer.body().close();
            answer = followed(uri, headers);
        }
        int status = answer.statusCode();
        if (status == 200 || status == 206 || status == 416) {
            return answer;
        }
        String said = reason(answer);
        if (status >= 500 || status == 429 || status == 408) {
            throw new IOException("it answers " + status + said);
        }
        throw refused(status, said);
    }

    private HttpResponse<InputStream> followed(URI first, Map<String, String> headers)
            throws IOException {
        URI uri = first;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            Map<String, String> all = new HashMap<>(headers);
            boolean home = String.valueOf(uri.getAuthority()).equals(first.getAuthority());
            if (home && !authorization.isEmpty()) {
                all.put("Authorization", authorization); // nobody else is to see it
            }
            HttpResponse<InputStream> answer = send(uri, all);
            Optional<String> elsewhere = answer.headers().firstValue("Location");
            if (answer.statusCode() < 300 || answer.statusCode() >= 400 || elsewhere.isEmpty()) {
                return answer;
            }
            answer.body().close();
            uri = target(uri, elsewhere.get());
        }
        throw failed("it sends us from one place to the next", null);
    }

    private URI target(URI from, String location) {
        try {
            URI to = from.resolve(location);
            boolean open = "http".equals(to.getScheme()) && "http".equals(from.getScheme());
            if (open || "https".equals(to.getScheme())) {
                return to;
            }
        } catch (IllegalArgumentException nonsense) {
            throw failed("it sends us to a place that is none", nonsense);
        }
        throw failed("it sends us to a place without encryption", null);
    }

    private HttpResponse<InputStream> send(URI uri, Map<String, String> headers)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience);
        headers.forEach(request::header);
        request.header("User-Agent", "dozen");
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("fetching " + name + " was stopped");
        } catch (java.net.http.HttpTimeoutException slow) {
            throw new IOException("it does not answer for " + patience.toSeconds() + " s", slow);
        } catch (SSLHandshakeException stranger) {
            throw failed(
                    "nobody whom this computer trusts has signed the certificate of "
                            + uri.getAuthority()
                            + ", or it is for another name. If that is right, put the certificate"
                            + " of who signed it into /etc/containers/certs.d/"
                            + uri.getAuthority()
                            + "/ca.crt",
                    stranger);
        } catch (SSLException otherWords) {
            throw failed("what is at " + uri.getAuthority() + " does not speak HTTPS", otherWords);
        } catch (java.net.ConnectException nobody) {
            throw new IOException("nobody answers at " + uri.getAuthority(), nobody);
        } catch (java.nio.channels.UnresolvedAddressException unknown) {
            throw new IOException("there is no computer " + uri.getHost(), unknown);
        }
    }

    /** Does what the registry asks for. */
    private boolean logIn(HttpResponse<InputStream> answer) throws IOException {
        Optional<Credentials.Login> login = credentials.of(name);
        for (String challenge : answer.headers().allValues("WWW-Authenticate")) {
            if (challenge.regionMatches(true, 0, "Basic", 0, 5) && login.isPresent()) {
                boolean again = authorization.equals(login.get().basic());
                authorization = login.get().basic();
                return !again;
            }
            if (challenge.regionMatches(true, 0, "Bearer", 0, 6)) {
                authorization = "Bearer " + token(challenge, login);
                return true;
            }
        }
        return false;
    }

    private String token(String challenge, Optional<Credentials.Login> login) throws IOException {
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(challenge);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2));
        }
        String realm = fields.getOrDefault("realm", "");
        if (!realm.startsWith("https://") && !(name.local() && realm.startsWith("http://"))) {
            throw failed("it wants a login at a place without encryption", null);
        }
        String scope = "repository:" + name.repository() + ":pull";
        URI uri =
                URI.create(
                        realm
                                + (realm.contains("?") ? "&" : "?")
                                + "service="
                                + encoded(fields.getOrDefault("service", ""))
                                + "&scope="
                                + encoded(scope));
        Map<String, String> headers =
                login.map(each -> Map.of("Authorization", each.basic())).orElse(Map.of());
        HttpResponse<InputStream> answer = send(uri, headers);
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readNBytes(MOST_ANSWER);
            if (answer.statusCode() != 200) {
                throw refused(answer.statusCode(), "");
            }
            Json json = Json.parse(bytes).orElseThrow(() -> failed("its token is no JSON", null));
            String token = json.get("token").text();
            return token.isEmpty() ? json.get("access_token").text() : token;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String reason(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            String message =
                    Json.parse(body.readNBytes(MOST_ANSWER))
                            .flatMap(json -> json.get("errors").items().stream().findFirst())
                            .map(error -> error.get("message").text())
                            .orElse("");
            return message.isEmpty()
                    ? ""
                    : " (" + message.replaceAll("\\p{Cntrl}", " ").strip() + ")";
        }
    }

    private ImageFailure refused(int status, String said) {
        return switch (status) {
            case 401, 403 ->
                    failed(
                            "it is not there, or you may not have it"
                                    + said
                                    + ". Log in with docker, podman or skopeo, whose logins are"
                                    + " used",
                            null);
            case 404 -> failed("there is no such image" + said, null);
            default -> failed("the registry answers " + status + said, null);
        };
    }

    /** A failure that trying again does not help. */
    ImageFailure failed(String why, @org.jspecify.annotations.Nullable Throwable how) {
        String sentence = name + " cannot be fetched: " + why + ".";
        Path where = Path.of("registry");
        return how == null
                ? new ImageFailure(ImageFailure.Reason.NOT_FETCHED, where, sentence)
                : new ImageFailure(ImageFailure.Reason.NOT_FETCHED, where, sentence, how);
    }
}
