package io.framecount.common.input;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects are found whatever stands between them, and places in them are where they were. */
@Timeout(60)
class ShapesTest {
  private static final int MAX = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path directory;
  private final List<String> read = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private final List<Checkpoint> places = new ArrayList<>();
  private long open;

  @ParameterizedTest
  @EnumSource
  void findsTheObjectsOfEachShape(JsonShape shape) throws Exception {
    for (int count : new int[] {1, 2, 3, 5_000}) {
      List<String> objects = objects(count);
      read.clear();
      read(file(shape.of(objects)), Checkpoint.START, MAX);
      assertThat(trees()).isEqualTo(trees(objects));
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnBehindEachCheckpoint(JsonShape shape) throws Exception {
    List<String> objects = objects(40);
    Input file = file(shape.of(objects));
    readOneByOne(file, Checkpoint.START);
    List<Checkpoint> all = List.copyOf(places);
    List<Long> allLines = List.copyOf(lines);
    assertThat(trees()).isEqualTo(trees(objects));
    for (int i = 0; i < objects.size(); i++) {
      assertThat(all.get(i).lines()).isEqualTo(i + 1);
      read.clear();
      lines.clear();
      readOneByOne(file, all.get(i));
      assertThat(trees()).isEqualTo(trees(objects.subList(i + 1, objects.size())));
      assertThat(lines).isEqualTo(allLines.subList(i + 1, objects.size()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"ARRAY", "ARRAY_LINES", "ARRAY_PRETTY", "CONCATENATED", "PRETTY", "SEQUENCE"})
  void takesOnlyWhatAFileHasGainedSince(JsonShape shape) throws Exception {
    List<String> objects = objects(40);
    Path path = Files.write(directory.resolve("f"), shape.of(objects.subList(0, 30)));
    read(new Input.File(path, Files.size(path)), Checkpoint.START, MAX);
    Checkpoint end = places.get(places.size() - 1);
    Files.write(path, shape.of(objects));
    read.clear();
    read(new Input.File(path, Files.size(path)), end, MAX);
    assertThat(trees()).isEqualTo(trees(objects.subList(30, 40)));
  }

  @Test
  void namesTheLineThatAnObjectBeginsOn() throws Exception {
    read(file("\n{\n \"a\":1\n}\n\n{\"a\":2} {\n\"a\":3}\n"), Checkpoint.START, MAX);
    assertThat(lines).containsExactly(2L, 6L, 6L);
  }

  @Test
  void takesEveryElementOfAnArrayThatHoldsAnything() throws Exception {
    read(file("[1, \"a]{\" , null,[{\"b\":[]}],{\"a\":1},-1.5e3\n]"), Checkpoint.START, MAX);
    assertThat(read).containsExactly("1", "\"a]{\"", "null", "[{\"b\":[]}]", "{\"a\":1}", "-1.5e3");
  }

  @Test
  void rejectsWhatLiesBetweenObjectsAsOnePiece() throws Exception {
    read(file("{\n}\nno JSON, 12\n{\n\"a\":1}]{\"b\":\n2}"), Checkpoint.START, MAX);
    assertThat(read).containsExactly("{\n}", "no JSON, 12", "{\n\"a\":1}", "]", "{\"b\":\n2}");
  }

  @Test
  void findsTheNextObjectBehindOneWithoutEnd() throws Exception {
    for (String bad :
        List.of(
            "{\"uid\":\"x\",\"in\":{\"l\":[1,2]}",
            "{\"uid\":\"x,\"ts\":1,\"in\":{}}",
            "{\"uid\":\"x\",\"in\":{\"l\":[1,{\"uid\":2}}",
            "{\"uid\":\"x\",\"ts\":1")) {
      for (JsonShape shape : List.of(JsonShape.CONCATENATED, JsonShape.ARRAY, JsonShape.SEQUENCE)) {
        List<String> objects = new ArrayList<>(objects(6));
        objects.set(2, bad);
        read.clear();
        read(file(shape.of(objects)), Checkpoint.START, MAX);
        List<String> whole = new ArrayList<>(objects);
        whole.remove(2);
        assertThat(read).as(shape + " " + bad).hasSize(6).containsSubsequence(whole);
      }
    }
  }

  @Test
  void findsTheNextObjectThatBeginsAsTheOthersDo() throws Exception {
    String text = JsonShape.ARRAY_PRETTY.text(objects(6));
    for (String broken :
        List.of(
            text.replaceFirst("\"uid\" : \"u2[^,]*,", "\"uid\" : \"u2,"),
            text.replaceFirst("(?s)(\"uid\" : \"u2.*?)\\}\\n\\},", "$1},"))) {
      assertThat(broken).isNotEqualTo(text);
      read.clear();
      read(file(broken), Checkpoint.START, MAX);
      assertThat(read).as(broken).hasSize(6);
      assertThat(read).filteredOn(ShapesTest::isObject).hasSize(5);
    }
  }

  @Test
  void leavesAnObjectWithoutEndForTheNextRun() throws Exception {
    read(file("{\n\"a\":1}\n{\n\"a\":"), Checkpoint.START, MAX);
    assertThat(read).containsExactly("{\n\"a\":1}");
    assertThat(open).isEqualTo(6);
    assertThat(places.get(places.size() - 1)).extracting(Checkpoint::position).isEqualTo(8L);
  }

  @Test
  void tellsThatAnArrayHasNoEnd() throws Exception {
    Input file = file("[{\"a\":1},\n{\"a\":2},\n");
    assertThatThrownBy(() -> read(file, Checkpoint.START, MAX))
        .isInstanceOf(DamagedInputException.class)
        .hasMessageContaining("it ends too early")
        .hasMessageContaining("after object 2 (byte 17 of the content)");
    assertThat(read).containsExactly("{\"a\":1}", "{\"a\":2}");
  }

  @Test
  void passesOverObjectsThatAreTooLong() throws Exception {
    List<String> objects = new ArrayList<>(objects(9));
    objects.set(3, "{\"uid\":\"" + "x\\\"}{".repeat(200_000) + "\"}");
    objects.set(8, "{\"uid\":[" + "{},".repeat(200_000) + "1]}");
    for (JsonShape shape : List.of(JsonShape.CONCATENATED, JsonShape.ARRAY, JsonShape.PRETTY)) {
      read.clear();
      read(file(shape.of(objects)), Checkpoint.START, 5_000);
      assertThat(read).hasSize(9);
      assertThat(read.get(3)).hasSize(LineSplitter.OVERSIZE_KEPT);
      read.remove(8);
      read.remove(3);
      List<String> small = new ArrayList<>(objects);
      small.remove(8);
      small.remove(3);
      assertThat(trees()).isEqualTo(trees(small));
    }
  }

  @Test
  void neverPassesZeroBytesAtTheEnd() throws Exception {
    byte[] text = JsonShape.PRETTY.of(objects(3));
    read(file(Arrays.copyOf(text, text.length + 3_000_000)), Checkpoint.START, MAX);
    assertThat(read).hasSize(3);
    assertThat(places.get(places.size() - 1).position()).isLessThanOrEqualTo(text.length);
  }

  @Test
  void rejectsHalfACharacterOfUtf16() throws Exception {
    byte[] text = "{\"a\":\"x\"}\n{\"a\":\"\ud83d\ude00\"}\n{\"a\":\"yz\"}\n".getBytes(UTF_16LE);
    read(file(text), Checkpoint.START, MAX);
    assertThat(read).containsExactly("{\"a\":\"x\"}", "{\"a\":\"\ud83d\ude00\"}", "{\"a\":\"yz\"}");
    int y = new String(text, UTF_16LE).indexOf('y') * 2;
    text[y + 1] = (byte) 0xd8;
    read.clear();
    read(file(text), Checkpoint.START, MAX);
    assertThat(read).hasSize(3);
    assertThat(read.get(2)).isNotEqualTo("{\"a\":\"yz\"}").contains("\ufffd");
    Input odd = file(Arrays.copyOf(text, text.length + 1));
    assertThatThrownBy(() -> read(odd, Checkpoint.START, MAX))
        .isInstanceOf(DamagedInputException.class)
        .hasMessageContaining("ends too early");
  }

  /** Whatever is done to a text, each piece lies in it, in order, and nothing is left out. */
  @Test
  void accountsForEveryByteOfAFaultyText() throws Exception {
    Random random = new Random(7);
    List<JsonShape> shapes = List.copyOf(EnumSet.range(JsonShape.LINES, JsonShape.SEQUENCE));
    for (int round = 0; round < 600; round++) {
      JsonShape shape = shapes.get(random.nextInt(shapes.size()));
      byte[] text = shape.of(objects(1 + random.nextInt(12)));
      for (int fault = random.nextInt(4); fault > 0; fault--) {
        int at = random.nextInt(text.length);
        switch (random.nextInt(3)) {
          case 0 -> text[at] = (byte) "{}[]\",:\\\n a1\u001e\u0000".charAt(random.nextInt(14));
          case 1 -> text[at] = (byte) random.nextInt(256);
          default -> text = Arrays.copyOf(text, Math.max(1, at));
        }
      }
      read.clear();
      Input file = file(text);
      List<int[]> pieces = new ArrayList<>();
      try (BatchReader reader = new BatchReader(List.of(file), any -> StartPoint.START, MAX)) {
        for (LineBatch batch = reader.next(); batch != null; batch = reader.next()) {
          for (int i = 0; i < batch.count(); i++) {
            int from = (int) batch.position(i);
            pieces.add(new int[] {from, from + batch.end(i) - batch.start(i)});
            assertThat(Arrays.copyOfRange(batch.bytes(), batch.start(i), batch.end(i)))
                .isEqualTo(Arrays.copyOfRange(text, from, pieces.get(pieces.size() - 1)[1]));
          }
          reader.giveBack(batch);
        }
      } catch (DamagedInputException unended) {
        assertThat(unended).hasMessageContaining("ends too early");
      }
      int at = 0;
      for (int[] piece : pieces) {
        assertThat(piece[0]).isGreaterThanOrEqualTo(at);
        assertThat(new String(text, at, piece[0] - at, UTF_8)).matches("[\\s\u001e\ufeff,\\[\\]]*");
        at = piece[1];
      }
    }
  }

  private static boolean isObject(String text) {
    try {
      return JSON.readTree(text).isObject();
    } catch (IOException e) {
      return false;
    }
  }

  private List<JsonNode> trees() throws IOException {
    return trees(read);
  }

  private static List<JsonNode> trees(List<String> texts) throws IOException {
    List<JsonNode> trees = new ArrayList<>();
    for (String text : texts) {
      trees.add(JSON.readTree(text));
    }
    return trees;
  }

  private static List<String> objects(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"uid\":\"u%d\u00fc\u4e2d\ud83d\ude00}{\\\"\",\"ts\":%d,\"in\":{\"l\":[%d,{},[]]}}"
                    .formatted(i, 1_468_244_340 + i, i))
        .toList();
  }

  private Input file(String text) throws IOException {
    return file(text.getBytes(UTF_8));
  }

  private Input file(byte[] bytes) throws IOException {
    Path path = Files.write(directory.resolve("f"), bytes);
    return new Input.File(path, bytes.length);
  }

  private void readOneByOne(Input input, Checkpoint from) throws Exception {
    places.clear();
    take(new BatchReader(List.of(input), any -> StartPoint.at(from), MAX, 1));
  }

  private void read(Input input, Checkpoint from, int max) throws Exception {
    take(new BatchReader(List.of(input), any -> StartPoint.at(from), max));
  }

  private void take(BatchReader batches) throws Exception {
    open = 0;
    try (BatchReader reader = batches) {
      for (LineBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int i = 0; i < batch.count(); i++) {
          if (batch.oversize(i) > 0 || !batch.isBlank(i)) {
            read.add(
                new String(batch.bytes(), batch.start(i), batch.end(i) - batch.start(i), UTF_8));
            lines.add(batch.lineNumber(i));
          }
        }
        open = batch.openBytes();
        places.add(batch.after());
        reader.giveBack(batch);
      }
    }
  }
}
