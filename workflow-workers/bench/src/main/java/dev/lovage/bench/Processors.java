package dev.lovage.bench;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/// How busy the processors are, with whatever runs here, since it was made.
final class Processors {
    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    Processors() {
        busy();
    }

    /// The share of their time since it was last asked, 0 to 1.
    double busy() {
        return Math.max(0, system.getCpuLoad());
    }
}
