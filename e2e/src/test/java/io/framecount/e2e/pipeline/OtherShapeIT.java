package io.framecount.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.e2e.Launcher;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of another shape need the schema that we ship for them, and options. */
class OtherShapeIT {
  private static final long START = 1_694_479_551L;
  private static final int FRAMES = 1_000;
  private static final List<String> DEVICES = List.of("android", "iOS", "");

  @TempDir Path directory;
  private final Random random = new Random(11);
  private final Map<String, List<String>> usersOfRow = new TreeMap<>();

  @Test
  void loginsAreCountedByDevice() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      lines.add(login());
    }
    Files.write(directory.resolve("logins.jsonl"), lines);
    String topic = SharedPlatform.newTopic("logins", 2);
    String schema = Launcher.root().resolve("schemas/examples/login.avsc").toString();
    String load = "--file logins.jsonl --register --key user_id --topic " + topic;
    run("loader", (load + " --schema " + schema).split(" ", -1));
    String count = "--time timestamp --unique user_id --by device_type --until-end --format tsv";
    assertThat(run("counter", (count + " --topic " + topic).split(" ", -1))).isEqualTo(expected());
  }

  /** Nobody needs to know a word of the schema: guess names all options. */
  @Test
  void nestedDocumentsOfMongoAreCountedByWhatGuessSays() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      lines.add(document(i));
    }
    Files.write(directory.resolve("documents.jsonl"), lines);
    Launcher.Run guess =
        Launcher.onSharedPlatform(directory)
            .run("loader", "schema", "guess", "--file", "documents.jsonl");
    Files.writeString(directory.resolve("documents.avsc"), guess.stdout());
    String topic = SharedPlatform.newTopic("documents", 2);
    String load = "--file documents.jsonl --schema documents.avsc --register --topic " + topic;
    run("loader", (load + advice(guess, "load with")).split(" ", -1));
    String count = "--until-end --format tsv --topic " + topic;
    assertThat(run("counter", (count + advice(guess, "count with")).split(" ", -1)))
        .isEqualTo(expected().replace("device_type\t", "").replace("\tunknown", ""));
    run("counter", "verify", "--topic", topic);
  }

  private static String advice(Launcher.Run guess, String which) {
    return guess
        .stderr()
        .lines()
        .filter(line -> line.startsWith(which + " "))
        .map(line -> line.substring(which.length()))
        .findFirst()
        .orElseThrow();
  }

  private String document(int i) {
    Instant time = Instant.ofEpochSecond(START + random.nextInt(200));
    int user = random.nextInt(150);
    String row = time.truncatedTo(ChronoUnit.MINUTES) + "\tunknown";
    usersOfRow.computeIfAbsent(row, r -> new ArrayList<>()).add("" + user);
    String written =
        i % 2 == 0
            ? "\"%s\"".formatted(time)
            : "{\"$numberLong\": \"%d\"}".formatted(time.toEpochMilli());
    return "{\"_id\": {\"$oid\": \"%024x\"}, \"user\": {\"id\": %s}, \"meta\": {\"at\": {\"$date\": %s}}}"
        .formatted(i, i % 3 == 0 ? user : "{\"$numberLong\": \"%d\"}".formatted(user), written);
  }

  private String login() {
    Instant time = Instant.ofEpochSecond(START + random.nextInt(200));
    String user = "%08x".formatted(random.nextInt(150));
    String device = DEVICES.get(random.nextInt(DEVICES.size()));
    String row =
        time.truncatedTo(ChronoUnit.MINUTES) + "\t" + (device.isEmpty() ? "unknown" : device);
    usersOfRow.computeIfAbsent(row, r -> new ArrayList<>()).add(user);
    String field = device.isEmpty() ? "" : ", \"device_type\": \"%s\"".formatted(device);
    return "{\"user_id\": \"%s\", \"ip\": \"192.0.2.%d\", \"timestamp\": \"%d\"%s}"
        .formatted(user, random.nextInt(256), time.getEpochSecond(), field);
  }

  private String expected() {
    StringBuilder tsv = new StringBuilder("minute\tdevice_type\tframes\tunique_users\n");
    usersOfRow.forEach(
        (row, users) -> {
          Set<String> unique = new TreeSet<>(users);
          tsv.append("%s\t%d\t%d\n".formatted(row, users.size(), unique.size()));
        });
    return tsv.toString();
  }

  private String run(String name, String... arguments) {
    Launcher.Run run = Launcher.onSharedPlatform(directory).run(name, arguments);
    assertThat(run.code()).as(run.stderr()).isZero();
    return run.stdout();
  }
}
