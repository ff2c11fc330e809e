// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.registry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Proxies as {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} name them. */
final class EnvironmentProxy extends ProxySelector {
    private final Map<String, String> environment;

    EnvironmentProxy(Map<String, String> environment) {
        this.environment = environment;
    }

    private String variable(String name) {
        String lower = environment.getOrDefault(name, "");
        return lower.isEmpty()
                ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "")
                : lower;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String named = variable("https".equals(uri.getScheme()) ? "https_proxy" : "http_proxy");
        String host = String.valueOf(uri.getHost());
        if (named.isEmpty() || isHere(host) || excepted(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        try {
            URI proxy = URI.create(named.contains("://") ? named : "http://" + named);
            int port = proxy.getPort() > 0 ? proxy.getPort() : 80;
            return proxy.getHost() == null
                    ? List.of(Proxy.NO_PROXY)
                    : List.of(
                            new Proxy(
                                    Proxy.Type.HTTP,
                                    InetSocketAddress.createUnresolved(proxy.getHost(), port)));
        } catch (IllegalArgumentException nonsense) {
            return List.of(Proxy.NO_PROXY);
        }
    }

    /** This computer itself is never asked for through another, as everywhere. */
    private static boolean isHere(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("127\\.\\d+\\.\\d+\\.\\d+|\\[?::1]?");
    }

    private boolean excepted(String host) {
        for (String each : variable("no_proxy").split(",", -1)) {
            String pattern = each.strip().replaceFirst(":\\d+$", "").replaceFirst("^\\*?\\.", "");
            boolean same = host.equalsIgnoreCase(pattern);
            boolean below =
                    !pattern.isEmpty()
                            && host.toLowerCase(Locale.ROOT)
                                    .endsWith("." + pattern.toLowerCase(Locale.ROOT));
            if (same || below || pattern.equals("*")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The request fails and says so.
    }
}
