package io.framecount.common.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.archive.Members;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each member of an archive is an input; the others are named. */
@Timeout(60)
class ArchivesTest {
  private static final String A = lines("a", 12_000);
  private static final String B = lines("b", 2_000);

  @TempDir Path directory;
  private final List<String> notices = new ArrayList<>();
  private final List<String> damages = new ArrayList<>();

  @Test
  void theManualNamesAllFormats() throws IOException {
    assertThat(InputFormat.all().map(InputFormat::name))
        .containsExactlyElementsOf(InputFormat.names());
    assertThat(InputFormat.all().flatMap(format -> format.cells().subList(0, 3).stream()))
        .containsOnly("yes");
  }

  @Test
  void namesMembersAndWhatIsPassedOver() throws Exception {
    byte[] tar = tar("x/a.jsonl", A, "README", "read me", "x/t.csv", "a,b\n1,2\n3,4\n", "b", B);
    List<Input> inputs = members(file("p.tar.gz", Archive.GZIP.pack(tar)));
    assertThat(inputs)
        .extracting(Input::name)
        .containsExactly(directory + "/p.tar.gz!/x/a.jsonl", directory + "/p.tar.gz!/b");
    assertThat(inputs)
        .extracting(Input::size)
        .containsExactly((long) A.length(), (long) B.length());
    assertThat(notices)
        .containsExactly(
            directory
                + "/p.tar.gz has 2 members that are passed over: README is no JSON, x/t.csv is CSV");
    assertThat(read(inputs)).isEqualTo(A + B);
    assertThat(Members.at(inputs.get(1).place())).get().extracting(Input::name).isNotNull();
    assertThat(Members.at(inputs.get(1).place() + "x")).isEmpty();
  }

  @Test
  void readsMembersInAnyOrder() throws Exception {
    List<Input> inputs = members(file("p.tar", tar("a", A, "b", B)));
    assertThat(read(List.of(inputs.get(1)))).isEqualTo(B);
    assertThat(read(List.of(inputs.get(0)))).isEqualTo(A);
    assertThat(read(List.of(inputs.get(1), inputs.get(0), inputs.get(0)))).isEqualTo(B + A + A);
  }

  @Test
  void takesTheLastOfMembersWithOneName() throws Exception {
    List<Input> inputs = members(file("p.tar", tar("a", A, "a", B)));
    assertThat(read(inputs)).isEqualTo(B);
    assertThat(notices).singleElement().asString().contains("a was replaced by a later one");
  }

  @Test
  void deliversWhatLiesBeforeTheDamageOfATar() throws Exception {
    byte[] tar = tar("a", A, "b", B);
    for (Archive packing : Archive.values()) {
      byte[] packed = packing.pack(tar);
      Input file = file("p.tar", Arrays.copyOf(packed, packed.length * 4 / 5));
      damages.clear();
      String read = read(members(file));
      // So little is one piece for xz, of which nothing can be made without its end.
      assertThat(read.isEmpty()).as(packing.name()).isEqualTo(packing == Archive.XZ);
      assertThat(A + B).startsWith(read);
      assertThat(damages).isNotEmpty().allMatch(words -> words.startsWith(file.name()));
    }
  }

  @Test
  void readsAllButTheDamagedMemberOfAZip() throws Exception {
    byte[] zip = zip("a", A, "b", B);
    zip[zip.length / 3] ^= 0x55;
    Input file = file("p.zip", zip);
    List<Input> inputs = members(file);
    assertThat(read(inputs)).endsWith(B);
    assertThat(damages).singleElement().asString().startsWith(file.name() + "!/a is damaged: ");
  }

  @Test
  void saysWhatIsWrongWithAnArchiveAsAWhole() throws Exception {
    assertThatThrownBy(() -> members(file("p.zip", zip())))
        .isInstanceOf(CommandFailure.class)
        .hasMessageEndingWith("p.zip is an archive without any content");
    assertThatThrownBy(() -> members(file("p.tar", tar("README", "read me"))))
        .hasMessageEndingWith(
            "p.tar is an archive without a member that is JSON: README is no JSON");
    assertThatThrownBy(() -> members(file("p.xlsx", zip("[Content_Types].xml", "<x/>"))))
        .hasMessageContaining("p.xlsx is an Excel workbook or another Office document, not JSON");
    byte[] encrypted = zip("a", A);
    encrypted[6] |= 1;
    encrypted[indexOf(encrypted, "PK\u0001\u0002") + 8] |= 1;
    assertThatThrownBy(() -> members(file("p.zip", encrypted)))
        .hasMessageContaining("p.zip!/a is encrypted; unpack it into a directory");
    byte[] zip = zip("a", A, "b", B);
    assertThat(read(members(file("cut.zip", Arrays.copyOf(zip, zip.length - 30))))).isEmpty();
    assertThat(damages)
        .singleElement()
        .asString()
        .contains("cut.zip is damaged: its end, where a zip archive lists its members");
  }

  /** Whatever is done to an archive, it is read, refused or told to be damaged. */
  @Test
  void survivesAnyFault() throws Exception {
    Random random = new Random(3);
    List<byte[]> archives =
        List.of(
            tar("a", A, "b", B),
            zip("a", A, "b", B),
            Archive.GZIP.pack(tar("a", A, "b", B)),
            Archive.ZSTD.pack(tar("a", A)),
            Archive.LZ4.pack(A.getBytes(UTF_8)));
    for (int round = 0; round < 50; round++) {
      byte[] bytes = archives.get(round % archives.size()).clone();
      for (int fault = 0; fault <= round % 3; fault++) {
        bytes[random.nextInt(round % 2 == 0 ? 600 : bytes.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(3) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      try {
        read(members(file("f", bytes)));
      } catch (CommandFailure refused) {
        assertThat(refused.getMessage()).contains("/f");
      }
    }
  }

  private List<Input> members(Input file) {
    notices.clear();
    return Inputs.requireJson(List.of(file), "loader --file -", notices::add);
  }

  private String read(List<Input> inputs) throws Exception {
    StringBuilder text = new StringBuilder();
    try (BatchReader reader = new BatchReader(inputs, any -> StartPoint.START, 1 << 20)) {
      for (LineBatch batch = reader.poll(Long.MAX_VALUE);
          batch != null;
          batch = reader.poll(Long.MAX_VALUE)) {
        for (int i = 0; i < batch.count(); i++) {
          text.append(
                  new String(batch.bytes(), batch.start(i), batch.end(i) - batch.start(i), UTF_8))
              .append('\n');
        }
        if (batch.damage() != null) {
          damages.add(batch.damage().getMessage());
        }
        reader.giveBack(batch);
      }
    }
    return text.toString();
  }

  private Input file(String name, byte[] bytes) throws IOException {
    return new Input.File(Files.write(directory.resolve(name), bytes), bytes.length);
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, ISO_8859_1).indexOf(text);
  }

  private static String lines(String user, int count) {
    return String.join(
        "",
        IntStream.range(0, count)
            .mapToObj(i -> "{\"uid\":\"%s%d\",\"ts\":%d}\n".formatted(user, i * 7919, i))
            .toList());
  }

  private static byte[] tar(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        byte[] content = namesAndTexts[i + 1].getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(namesAndTexts[i]);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
