// SPDX-License-Identifier: Apache-2.0
package org.dozen.app.terminal;

import com.techsenger.jeditermfx.core.TerminalColor;
import com.techsenger.jeditermfx.core.TerminalExecutorServiceManager;
import com.techsenger.jeditermfx.core.TextStyle;
import com.techsenger.jeditermfx.core.model.StyleState;
import com.techsenger.jeditermfx.core.model.TerminalTextBuffer;
import com.techsenger.jeditermfx.ui.JediTermFxWidget;
import com.techsenger.jeditermfx.ui.TerminalPanel;
import com.techsenger.jeditermfx.ui.settings.SettingsProvider;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * The library's terminal with our surface, live colours and threads that do not keep the program
 * alive.
 */
final class TerminalWidget extends JediTermFxWidget {
    TerminalWidget(int columns, int rows, SettingsProvider settings) {
        super(columns, rows, settings);
    }

    TerminalSurface surface() {
        return (TerminalSurface) getTerminalPanel();
    }

    @Override
    protected TerminalPanel createTerminalPanel(
            SettingsProvider settings, StyleState style, TerminalTextBuffer buffer) {
        return new TerminalSurface(settings, buffer, style);
    }

    /**
     * A style without colours of its own: text printed in the default colours follows the theme.
     * The library would seed it with black on white.
     */
    @Override
    protected StyleState createDefaultStyle() {
        SettingsProvider settings = mySettingsProvider;
        StyleState style =
                new StyleState() {
                    @Override
                    public TerminalColor getDefaultForeground() {
                        return settings.getDefaultForeground();
                    }

                    @Override
                    public TerminalColor getDefaultBackground() {
                        return settings.getDefaultBackground();
                    }
                };
        style.setDefaultStyle(TextStyle.EMPTY);
        return style;
    }

    @Override
    protected TerminalExecutorServiceManager createExecutorServiceManager() {
        return new Threads();
    }

    private static final class Threads implements TerminalExecutorServiceManager {
        private static final ThreadFactory DAEMONS =
                Thread.ofPlatform().daemon().name("terminal-", 0).factory();

        private final ScheduledExecutorService single =
                Executors.newSingleThreadScheduledExecutor(DAEMONS);
        private final ExecutorService many = Executors.newCachedThreadPool(DAEMONS);

        @Override
        public ScheduledExecutorService getSingleThreadScheduledExecutor() {
            return single;
        }

        @Override
        public ExecutorService getUnboundedExecutorService() {
            return many;
        }

        @Override
        public void shutdownWhenAllExecuted() {
            single.shutdownNow();
            many.shutdownNow();
        }
    }
}
