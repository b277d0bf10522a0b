# The image of Icewatch. All of it comes from one Debian base and Debian's packages, so that it can be
# built wherever those are:
#
#   docker build -t icewatch .                          Maven builds the jar in a container
#   docker build -t icewatch --build-arg JAR=copied .   target/icewatch.jar is taken as it is
#
# JRE=jlink (the default) links a Java of the modules that are needed; JRE=debian installs Debian's.
# Needs BuildKit, which builds only the stages that are asked for.
ARG BASE_IMAGE=debian:bookworm-slim
ARG JAR=built
ARG JRE=jlink

FROM ${BASE_IMAGE} AS jdk
RUN apt-get update \
 && apt-get install -y --no-install-recommends binutils openjdk-17-jdk-headless \
 && rm -rf /var/lib/apt/lists/*

# The jar.

FROM jdk AS jar-built
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates-java maven \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY .mvn .mvn
COPY pom.xml ./
COPY src/main src/main
RUN mvn -B -ntp -q -Dquick -Dmaven.test.skip package

FROM jdk AS jar-copied
COPY target/icewatch.jar /src/target/icewatch.jar

# What the daemon is made of, in /opt/icewatch. SQLite's library lies beside the jar: unpacked at the
# start it would need a place that is writable and may be executed from.
FROM jar-${JAR} AS program
RUN mkdir -p /opt/icewatch/lib /unpacked && cd /unpacked \
 && jar xf /src/target/icewatch.jar org/sqlite/native/Linux \
 && cp "org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so" /opt/icewatch/ \
 && jar xf /src/target/icewatch.jar META-INF/sbom \
 && cp META-INF/sbom/icewatch.cdx.json /opt/icewatch/ \
 && cp /src/target/icewatch.jar /opt/icewatch/
COPY docker/java.options docker/healthcheck /opt/icewatch/

# The Java it runs on, in /opt/java.

FROM jdk AS linked
# What jdeps finds in the jar, and what shows only at run time: elliptic curves for TLS, names by DNS,
# logins by Kerberos.
RUN jlink --output /opt/java --strip-debug --no-header-files --no-man-pages --compress=2 \
      --add-modules java.base,java.compiler,java.desktop,java.management,java.naming \
      --add-modules java.net.http,java.rmi,java.security.jgss,java.security.sasl,java.sql \
      --add-modules jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net \
      --add-modules jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs \
 && /opt/java/bin/java -Xshare:dump

FROM ${BASE_IMAGE} AS java-jlink
COPY --from=linked /opt/java /opt/java

FROM ${BASE_IMAGE} AS java-debian
RUN apt-get update \
 && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
 && rm -rf /var/lib/apt/lists/* \
 && ln -s /usr/lib/jvm/java-17-openjdk-* /opt/java

FROM java-${JRE} AS runtime
COPY --from=program /opt/icewatch /opt/icewatch

FROM runtime AS trained
COPY docker/train /tmp/train
RUN /tmp/train

FROM runtime
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Icewatch" \
      org.opencontainers.image.description="Prometheus exporter and alerting daemon for Iceberg ingestion into Apache Pinot" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=trained /opt/icewatch/icewatch.jsa /opt/icewatch/icewatch.jsa
RUN groupadd --system --gid 65532 icewatch \
 && useradd --system --uid 65532 --gid icewatch --no-create-home --home-dir /var/lib/icewatch \
      --shell /usr/sbin/nologin icewatch \
 && install -d -o icewatch -g icewatch /var/lib/icewatch \
 && install -d /etc/icewatch
USER 65532:65532
WORKDIR /var/lib/icewatch
VOLUME /var/lib/icewatch
EXPOSE 9912
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["/opt/icewatch/healthcheck"]
ENTRYPOINT ["/opt/java/bin/java", "@/opt/icewatch/java.options", "-XX:SharedArchiveFile=/opt/icewatch/icewatch.jsa", "io.icewatch.Main"]
CMD ["run", "--config", "/etc/icewatch/icewatch.yml"]
