# The api. `mvn package` comes before it; the context is the root of the checkout:
#   docker build -f docker/api.Dockerfile -t lovage/api .
# The defaults are tags; whoever wants the same bytes every time passes digests.
ARG JDK_IMAGE=docker.io/library/eclipse-temurin:25-jdk
ARG BASE_IMAGE=docker.io/library/debian:trixie-slim

FROM ${JDK_IMAGE} AS build
ARG VERSION=0.1.0-SNAPSHOT
ARG JAVA_MODULES=java.compiler,java.desktop,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs
# the second flag: images may bring certificates of their own
RUN jlink --add-modules ${JAVA_MODULES} --ignore-modified-runtime --compress zip-6 \
    --strip-java-debug-attributes --no-header-files --no-man-pages --output /java
COPY docker/src/main/java /src/
RUN javac -cp /src -d /parts/own/image /src/dev/lovage/docker/Ready.java && javac -cp /src -d /train /src/dev/lovage/docker/Train.java
COPY docker/java.args /parts/own/
COPY platform-api/server/target/lib /parts/lib
COPY platform-api/server/target/*-${VERSION}.jar /parts/own/app.jar
# what changes with every commit goes into a layer of its own
RUN mkdir /parts/own/lib && mv /parts/lib/*-${VERSION}.jar /parts/own/lib/

FROM ${BASE_IMAGE} AS runtime
COPY --from=build /java /opt/java
COPY --from=build /parts/lib /app/lib
COPY --from=build /parts/own /app

# runs the process once, so that it starts in half the time from then on
FROM runtime AS trained
COPY --from=build /train /train
RUN ["/opt/java/bin/java", "-cp", "/train", "dev.lovage.docker.Train", "9080"]

FROM runtime
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Lovage api" \
      org.opencontainers.image.description="REST, the read model and its change feed" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=trained /app/app.aot /app/app.aot
WORKDIR /app
USER 10001:10001
EXPOSE 8080 8082 9080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
    CMD ["/opt/java/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", "/app/image", "dev.lovage.docker.Ready", "9080"]
ENTRYPOINT ["/opt/java/bin/java", "@/app/java.args", "-jar", "/app/app.jar"]
