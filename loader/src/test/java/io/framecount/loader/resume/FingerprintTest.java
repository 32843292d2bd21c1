package io.framecount.loader.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.input.Head;
import io.framecount.loader.input.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  private static final String LONG = "{\"n\":1}\n" + "x".repeat(Head.LENGTH);

  @TempDir Path directory;

  @Test
  void isTheSameForTheSameContent() throws IOException {
    Path packed = directory.resolve("packed");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(LONG.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThat(Fingerprint.group("t", Head.of(new Input.File(packed, 1))))
        .isEqualTo(group("t", LONG))
        .isEqualTo(group("t", LONG + "more"))
        .matches("framecount-load-t-[0-9a-f]{16}");
  }

  @Test
  void isAnotherForAnotherTopicOrContent() throws IOException {
    assertThat(group("t", LONG))
        .isNotEqualTo(group("u", LONG))
        .isNotEqualTo(group("t", LONG.replace('1', '2')));
  }

  @Test
  void staysWhileAShortFileGrows() throws IOException {
    assertThat(group("t", "{\"n\":1}\n"))
        .isEqualTo(group("t", "{\"n\":1}\n{\"n\":2}\n"))
        .isEqualTo(group("t", "{\"n\":1}"))
        .isEqualTo(group("t", "{\"n\":1}\r\n"))
        .isEqualTo(Fingerprint.groupWhenShort("t", head(LONG)));
    assertThat(group("t", "{\"n\":2}\n")).isNotEqualTo(group("t", "{\"n\":1}\n"));
  }

  private String group(String topic, String content) throws IOException {
    return Fingerprint.group(topic, head(content));
  }

  private Head head(String content) throws IOException {
    return Head.of(new Input.File(Files.writeString(directory.resolve("f"), content), 1));
  }
}
