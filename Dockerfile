# The commands loader and counter on a JRE. Ordered by how seldom things change: a new build after an
# edit of our sources reuses the layers of the JRE and of all libraries.

FROM maven:3.9.16-eclipse-temurin-17-noble AS build
WORKDIR /framecount
COPY pom.xml ./
COPY .mvn .mvn
COPY local/pom.xml local/
COPY e2e/pom.xml e2e/
COPY bench/pom.xml bench/
COPY schemas schemas
COPY common common
COPY loader loader
COPY counter counter
# --build-arg SERDES=confluent puts Confluent's serdes in as well, for --serde confluent.
ARG SERDES=
# Formats and tests are the business of mvn verify; class data is laid out below, by the JRE that uses it.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -Dquick -Dlaunch -Dmaven.test.skip -Dmaven.antrun.skip ${SERDES:+-P$SERDES} \
    -pl loader,counter -am package
COPY deploy/image/arrange deploy/image/
RUN deploy/image/arrange /image

FROM eclipse-temurin:17.0.19_10-jre-noble
LABEL org.opencontainers.image.title="Framecount" \
      org.opencontainers.image.description="Loads JSON frames into Kafka as Avro and counts frames and unique users per window, exactly once."
ENV PATH=/opt/framecount/bin:$PATH \
    FRAMECOUNT_NO_BUILD=1 \
    LANG=C.UTF-8 \
    XDG_STATE_HOME=/var/lib
# The counter's state may be lost at any time, Kafka restores it. /data is for streams to load.
RUN install -d -o 10001 -g 10001 /data /var/lib/framecount
COPY --from=build /image/libraries /opt/framecount/
COPY --from=build /image/framecount /opt/framecount/
COPY bin/.launch bin/loader bin/counter deploy/image/framecount-health /opt/framecount/bin/
RUN --mount=type=bind,source=deploy/image,target=/build /build/lay-out-classes /opt/framecount

USER 10001:10001
WORKDIR /data
EXPOSE 9464 9470
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 CMD ["framecount-health"]
# The launchers become the JVM, so signals and exit codes are its own.
CMD ["counter", "--help"]
