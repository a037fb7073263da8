package dev.lovage.docker;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Images made with buildah, without a registry: on a base of Debian packages, with the JDK of this
/// machine.
final class Images {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String BASE = "localhost/lovage-test-base";
    private static final String JDK = "localhost/lovage-test-jdk";

    private final Path home;

    Images(Path home) throws IOException {
        this.home = Files.createDirectories(home).toAbsolutePath();
    }

    /// Whether the tools are there, and the right to mount.
    static boolean canBeBuilt() {
        return Tool.isThere("buildah") && Tool.isThere("mmdebstrap") && mayMount();
    }

    private static boolean mayMount() {
        try {
            Tool.run(
                    List.of(
                            "unshare", "--mount", "--pid", "--fork", "mount", "-t", "tmpfs",
                            "tmpfs", "/mnt"));
            return true;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A base without a shell, and one with the JDK that has what a build needs.
    void makeBases() throws IOException, InterruptedException {
        commit(BASE, List.of(debian("base.tar", "libc6,base-files,ca-certificates")), List.of());
        var jdk = home.resolve("jdk.tar");
        // Debian's JDKs link their certificates to /etc
        Tool.run(
                List.of(
                        "tar",
                        "-h",
                        "-C",
                        System.getProperty("java.home"),
                        "-cf",
                        jdk.toString(),
                        "--exclude=./lib/src.zip",
                        "."));
        commit(JDK, List.of(debian("tools.tar", "libc6,base-files,dash,coreutils")), List.of(jdk));
    }

    private Path debian(String name, String packages) throws IOException, InterruptedException {
        var tar = home.resolve(name);
        Tool.run(
                List.of(
                        "mmdebstrap",
                        "--quiet",
                        "--variant=extract",
                        "--include=" + packages,
                        "stable",
                        tar.toString(),
                        mirror()));
        return tar;
    }

    /// Where this machine has its own packages from.
    private static String mirror() throws IOException, InterruptedException {
        return Tool.run(
                        List.of(
                                "apt-get",
                                "indextargets",
                                "--format",
                                "$(REPO_URI)",
                                "Created-By: Packages"))
                .lines()
                .filter(uri -> !uri.contains("security"))
                .findFirst()
                .orElseThrow(() -> new IOException("apt-get has no packages: apt-get update"));
    }

    private void commit(String name, List<Path> roots, List<Path> jdk)
            throws IOException, InterruptedException {
        var container = buildah("from", "scratch");
        for (var tar : roots) {
            buildah("add", "-q", container, tar.toString(), "/");
        }
        for (var tar : jdk) {
            buildah("add", "-q", container, tar.toString(), "/opt/jdk");
            buildah("config", "--env", "PATH=/opt/jdk/bin:/usr/bin:/bin", container);
        }
        buildah("commit", "-q", container, name);
        buildah("rm", container);
    }

    /// Builds `docker/NAME.Dockerfile` as its first lines say.
    Built build(String name, String... arguments) throws IOException, InterruptedException {
        var image = "localhost/lovage-test-" + name;
        var line = new ArrayList<>(List.of("bud", "-q", "--isolation=chroot", "--format=docker"));
        line.addAll(List.of("--build-arg=BASE_IMAGE=" + BASE, "--build-arg=JDK_IMAGE=" + JDK));
        line.addAll(List.of(arguments));
        line.addAll(List.of("-f", "docker/" + name + ".Dockerfile", "-t", image, "."));
        buildah(line.toArray(String[]::new));
        var told = buildah("inspect", "--type=image", image);
        var root = Path.of(buildah("mount", buildah("from", image)));
        return new Built(name, root, new ObjectMapper().readTree(told).at("/Docker/config"));
    }

    void delete() throws IOException, InterruptedException {
        buildah("umount", "--all");
        buildah("rm", "--all");
        Tool.run(List.of("rm", "-rf", home.toString()));
    }

    private String buildah(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("buildah"));
        line.addAll(List.of("--root", home + "/storage", "--runroot", home + "/run"));
        line.addAll(List.of(arguments));
        return Tool.run(line, CHECKOUT);
    }
}
