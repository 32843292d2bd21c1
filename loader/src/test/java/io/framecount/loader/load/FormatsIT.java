package io.framecount.loader.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.input.InputFormat;
import io.framecount.loader.LoaderProcess;
import io.framecount.local.SharedPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a load of a file in each format of the manual's table until all are through. */
@Timeout(450)
class FormatsIT {
  private static final int OBJECTS = 1_500;
  private static final int BAD = 40;

  @TempDir Path directory;
  private final String topic = SharedPlatform.newTopic("frames", 2);
  private final Random random = new Random(11);

  @Test
  void losesAndDoublesNothingOfAnyFormat() throws Exception {
    List<InputFormat> formats = InputFormat.all().toList();
    Path files = Files.createDirectory(directory.resolve("files"));
    Set<String> good = new TreeSet<>();
    Set<String> bad = new TreeSet<>();
    for (int i = 0; i < formats.size(); i++) {
      Files.write(files.resolve("f%02d".formatted(i)), formats.get(i).of(objects(i)));
      for (int number = 0; number < OBJECTS; number++) {
        (number % BAD == 7 ? bad : good).add(uid(i, number));
      }
    }
    int kills = untilThrough(files);

    List<String> frames =
        Foreign.frames(topic).stream()
            .map(frame -> frame.substring(0, frame.indexOf('=')))
            .toList();
    assertThat(frames).hasSize(good.size());
    assertThat(new TreeSet<>(frames)).isEqualTo(good);
    List<String> letters = new ArrayList<>();
    for (Foreign.Letter letter : Foreign.letters(topic + "-dlq")) {
      letters.add(new ObjectMapper().readTree(letter.value()).get("uid").asText());
    }
    assertThat(letters).hasSize(bad.size());
    assertThat(new TreeSet<>(letters)).isEqualTo(bad);
    assertThat(kills).isPositive();
  }

  private int untilThrough(Path files) throws Exception {
    Path schema =
        Files.writeString(
            directory.resolve("f.avsc"),
            "{\"type\":\"record\",\"name\":\"F\",\"fields\":[{\"name\":\"uid\",\"type\":\"string\"},"
                + "{\"name\":\"who\",\"type\":\"string\"}]}");
    List<String> load =
        List.of(
            "--file",
            files.toString(),
            "--topic",
            topic,
            "--schema",
            schema.toString(),
            "--register",
            "--rate",
            "8000");
    Path output = directory.resolve("said.txt");
    int kills = 0;
    int millis = 2_500;
    int code = LoaderProcess.killAfter(millis, output, load);
    while (code < 0) {
      kills++;
      // Longer and longer, since a busy machine may take seconds to begin.
      millis += millis / 4;
      code = LoaderProcess.killAfter(millis + random.nextInt(500), output, load);
    }
    assertThat(code).as(Files.readString(output)).isEqualTo(3);
    return kills;
  }

  private static List<String> objects(int file) {
    return IntStream.range(0, OBJECTS)
        .mapToObj(
            number ->
                "{\"uid\":\"%s\"%s}"
                    .formatted(
                        uid(file, number), number % BAD == 7 ? "" : ",\"who\":\"{\\\"\u00fc]\""))
        .toList();
  }

  private static String uid(int file, int number) {
    return "f%d-\u00fc%d".formatted(file, number);
  }
}
