package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

import dev.lovage.local.Stack;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What the branches of a run cost in threads.
@Timeout(120)
class ThreadsIT {
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());
    private final Semaphore running = new Semaphore(0);
    private final CountDownLatch gate = new CountDownLatch(1);

    @TempDir private Path folder;

    @AfterEach
    void end() {
        gate.countDown();
        platform.close();
    }

    @Test
    void aBranchHasNoThreadOfItsOwn() throws Exception {
        platform.engine(
                Map.of(
                        "hold",
                        _ -> {
                            running.release();
                            return gate.await(60, TimeUnit.SECONDS);
                        }));

        var few = threadsOfAMapOf(10, 10);
        var many = threadsOfAMapOf(2000, 90);

        assertThat(few.runs()).as("it finds those of runs").isPositive();
        assertThat(many.runs() - few.runs()).isLessThan(50);
        assertThat(many.platform() - few.platform()).isLessThan(50);
    }

    private record Threads(long runs, int platform) {}

    /// While so many of its calls are under way; 200 are dispatched.
    private Threads threadsOfAMapOf(int items, int atWork) throws Exception {
        var run =
                platform.start(
                        "'do': {'map': '${input}', 'do': {'task': 'hold'}}",
                        Collections.nCopies(items, 1));
        assertThat(running.tryAcquire(atWork, 30, TimeUnit.SECONDS)).isTrue();
        var threads = threads();
        run.terminate("counted");
        return threads;
    }

    private Threads threads() throws IOException {
        var file = folder.resolve("threads-" + System.nanoTime());
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
        var each = Files.readString(file).split("\n\n", -1);
        var runs = Arrays.stream(each).filter(one -> one.contains("sync.WorkflowThread")).count();
        return new Threads(runs, ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
