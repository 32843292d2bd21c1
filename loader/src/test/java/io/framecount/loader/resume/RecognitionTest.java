package io.framecount.loader.resume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.input.Checkpoint;
import io.framecount.common.input.Input;
import io.framecount.common.input.InputOptions;
import io.framecount.common.input.InputPrefix;
import io.framecount.loader.resume.KnownLoads.KnownLoad;
import io.framecount.loader.resume.Recognition.Alike;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of docs/delivery.md, case by case, without Kafka. */
class RecognitionTest {
  private static final String ONE = "{\"uid\":\"boot\",\"ts\":1468244340}\n";
  private static final String MORE = "{\"uid\":\"b\",\"ts\":1468244341}\n";
  private static final String HEADER =
      "{\"uid\":\"" + "h".repeat(1_200) + "\",\"ts\":1468244340}\n";
  private static final long DAY = 86_400_000;

  @TempDir Path directory;
  private final List<KnownLoad> known = new ArrayList<>();
  private Recognition last;

  @BeforeEach
  void resolveLinks() throws IOException {
    directory = directory.toRealPath();
  }

  @Test
  void goesOnWithAFileThatLiesWhereItDid() throws IOException {
    Path file = write("app.log", ONE);
    loaded(file, ONE);
    assertThat(run(file)).containsExactly(group(0));
    write("app.log", ONE + MORE);
    assertThat(run(file)).containsExactly(group(0));
    write("app.log", ONE + HEADER);
    assertThat(run(file)).as("grown beyond a head").containsExactly(group(0));
    assertThat(last.notices()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 5_000})
  void goesOnWithAFileThatGrewIntoTheRoomReservedForIt(int room) throws IOException {
    Path file = write("app.log", ONE + "\0".repeat(room));
    loaded(file, ONE);
    write("app.log", ONE + MORE + "\0".repeat(room));
    assertThat(run(file)).containsExactly(group(0));
    write("app.log", ONE + HEADER + "\0".repeat(room));
    assertThat(run(file)).as("grown beyond a head").containsExactly(group(0));
  }

  @Test
  void goesOnWithAFileThatWasReplacedByTheSame() throws IOException {
    Path file = write("app.log", ONE);
    loaded(file, ONE);
    Files.delete(file);
    touch(write("app.log", ONE), DAY);
    assertThat(run(file)).containsExactly(group(0));
    assertThat(last.refusals()).isEmpty();
  }

  @Test
  void leavesItToTheReaderToSayThatAFileHasChanged() throws IOException {
    Path file = write("app.log", ONE + MORE);
    loaded(file, ONE + MORE);
    write("app.log", ONE + MORE.replace("b", "c"));
    assertThat(run(file)).containsExactly(group(0));
    assertThat(run(Alike.OTHER, file)).as("another, if that is said").isEqualTo(fresh(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"moved.log", "sub/app.log", "app.log.1"})
  void goesOnWithAFileThatWasMovedOrRenamed(String to) throws IOException {
    Path file = write("app.log", ONE + MORE);
    loaded(file, ONE + MORE);
    Path target = directory.resolve(to);
    Files.createDirectories(target.getParent());
    Files.move(file, target);
    assertThat(run(target)).containsExactly(group(0));
    assertThat(last.notices())
        .containsExactly(
            target
                + " begins with all that was loaded from "
                + file
                + " (2 lines), which is no longer there, so it is taken for that file; --alike"
                + " other loads all of it");
    assertThat(run(Alike.OTHER, target)).isEqualTo(fresh(1));
    Files.writeString(target, ONE + MORE + MORE);
    touch(target, DAY);
    assertThat(run(target)).as("grown").containsExactly(group(0));
  }

  @Test
  void goesOnWithAFileThatWasPackedInPlaceOrUnpackedBesideItsArchive() throws IOException {
    Path file = write("a.jsonl", HEADER + MORE);
    loaded(file, HEADER + MORE);
    Path packed = pack("a.jsonl.gz", HEADER + MORE);
    touch(packed, DAY);
    assertThat(run(packed)).as("both there").containsExactly(group(0));
    Files.delete(file);
    assertThat(run(packed)).containsExactly(group(0));
  }

  @Test
  void takesTwoPackingsOfAFileAtOnceForOne() throws IOException {
    Path file = write("a.jsonl", ONE + MORE);
    Path packed = pack("a.jsonl.gz", ONE + MORE);
    assertThat(run(file, packed)).isEqualTo(fresh(1));
    assertThat(last.refusals().values())
        .containsExactly(
            packed
                + " begins as "
                + file
                + ", which this command loads as well, and counts as the same file: leave one out,"
                + " or say --alike other to load both");
    assertThat(run(Alike.OTHER, file, packed)).isEqualTo(fresh(2));
    loaded(file, ONE + MORE);
    assertThat(run(file, packed)).containsExactly(group(0));
    assertThat(last.done()).as("nothing to add").hasSize(1);
    assertThat(last.refusals()).isEmpty();
  }

  @Test
  void followsALogThatIsRotated() throws IOException {
    // All days begin with the same lines, and the last but one is gone from the disk.
    for (String header : List.of("", HEADER)) {
      known.clear();
      Path now = write("app.log", header + ONE + "3\n");
      Path before = write("app.log.1", header + ONE + "2\n");
      loaded(now, header + ONE + "3\n");
      loaded(before, header + ONE + "2\n");
      Files.move(before, directory.resolve("app.log.2"));
      Files.writeString(now, "3b\n", StandardOpenOption.APPEND);
      Files.move(now, before);
      write("app.log", header + ONE + "4\n");
      List<String> groups = run(now, before, directory.resolve("app.log.2"));
      assertThat(groups).hasSize(3).doesNotHaveDuplicates();
      assertThat(groups.subList(1, 3)).containsExactly(group(0), group(1));
      assertThat(groups.get(0)).isNotIn(group(0), group(1));
      assertThat(last.refusals()).isEmpty();
      clear();
    }
  }

  /** As on a file system that keeps whole seconds, or after the archives were unpacked. */
  @Test
  void followsARotatedLogWhoseFilesHaveTheSameTime() throws IOException {
    Path now = write("app.log", ONE + "3\n");
    Path before = write("app.log.1", ONE + "2\n");
    FileTime time = Files.getLastModifiedTime(now);
    Files.setLastModifiedTime(before, time);
    loaded(now, ONE + "3\n");
    loaded(before, ONE + "2\n");
    Path oldest = Files.move(before, directory.resolve("app.log.2"));
    Files.move(now, before);
    assertThat(run(before, oldest)).containsExactly(group(0), group(1));
    assertThat(last.refusals()).isEmpty();
  }

  @Test
  void followsALogThatIsCopiedAndTruncated() throws IOException {
    Path now = write("app.log", ONE + "1\n");
    loaded(now, ONE + "1\n");
    Path copy = write("app.log.1", ONE + "1\n1b\n");
    touch(copy, DAY);
    write("app.log", "");
    assertThat(run(copy)).containsExactly(group(0));
    write("app.log", ONE + "2\n");
    List<String> groups = run(now, copy);
    assertThat(groups.get(1)).isEqualTo(group(0));
    assertThat(groups.get(0)).isNotEqualTo(group(0));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesFilesThatBeginAlikeForTwo(boolean atOnce) throws IOException {
    for (String header : List.of(ONE, HEADER)) {
      Path first = write("host1.log", header);
      Path second = write("host2.log", header + MORE);
      if (atOnce) {
        assertThat(run(first, second)).isEqualTo(fresh(2));
        assertThat(last.notices()).isEmpty();
      } else {
        loaded(first, header);
        assertThat(run(second)).isEqualTo(fresh(1)).doesNotContain(group(0));
        assertThat(last.notices())
            .containsExactly(
                "warning: "
                    + second
                    + " begins with all that was loaded from "
                    + first
                    + " (1 line), which is still there, so it is loaded as a file of its own;"
                    + " --alike same loads only what follows");
        assertThat(run(Alike.SAME, second)).containsExactly(group(0));
      }
      assertThat(last.refusals()).isEmpty();
      clear();
    }
  }

  @Test
  void saysNothingOfFilesThatOnlyBeginAlike() throws IOException {
    Path first = write("host1.log", HEADER + ONE);
    loaded(first, HEADER + ONE);
    assertThat(run(write("host2.log", HEADER + MORE))).isEqualTo(fresh(1));
    assertThat(last.notices()).isEmpty();
  }

  @Test
  void takesTwinsOfTwoDaysForTwoWhereTheNamesSaySo() throws IOException {
    Path first = write("beat-01.log", ONE);
    Path second = write("beat-02.log", ONE);
    assertThat(run(first, second)).isEqualTo(fresh(2));
    loaded(first, ONE);
    assertThat(run(second)).isEqualTo(fresh(1)).doesNotContain(group(0));
    assertThat(last.notices()).singleElement().asString().startsWith("warning: " + second);
    loaded(second, ONE);
    assertThat(run(first, second)).containsExactly(group(0), group(1));
    assertThat(last.notices()).isEmpty();
    assertThat(run(Alike.SAME, first, second)).containsExactly(group(0), group(1));
  }

  @Test
  void refusesATwinThatWasWrittenLaterIfTheFirstIsGone() throws IOException {
    Path first = write("beat-01.log", ONE);
    loaded(first, ONE);
    Files.delete(first);
    Path second = touch(write("beat-02.log", ONE), DAY);
    assertThat(run(second)).isEmpty();
    assertThat(last.refusals().values())
        .containsExactly(
            second
                + " begins with all that was loaded from "
                + first
                + " (1 line), which is no longer there; but it was written later: say whether it is"
                + " the same file (--alike same loads only what follows) or another one (--alike"
                + " other loads all of it)");
    assertThat(run(Alike.SAME, second)).containsExactly(group(0));
    assertThat(run(Alike.OTHER, second)).isEqualTo(fresh(1));
  }

  @Test
  void refusesATwinOfTheSameNameElsewhere() throws IOException {
    Path first = write("day=1/part-0.jsonl", ONE);
    loaded(first, ONE);
    Path second = write("day=2/part-0.jsonl", ONE);
    assertThat(run(first, second)).containsExactly(group(0));
    assertThat(last.refusals().values())
        .singleElement()
        .asString()
        .contains(second.toString(), "still there and has the same name", "--alike");
    assertThat(run(Alike.OTHER, first, second)).hasSize(2).contains(group(0));
  }

  @Test
  void tellsByContentWhetherTheKnownFileIsStillThere() throws IOException {
    Path first = write("beat-01.log", ONE);
    loaded(first, ONE);
    touch(write("beat-01.log", ONE + MORE), DAY);
    Path second = write("beat-02.log", ONE);
    assertThat(run(second)).as("grown").isEqualTo(fresh(1));
    touch(write("beat-01.log", MORE), DAY);
    assertThat(run(second)).as("another").containsExactly(group(0));
  }

  @ParameterizedTest
  @EnumSource
  void refusesNothingInALoadFromTheStart(Alike alike) throws IOException {
    Path first = write("day=1/part-0.jsonl", ONE);
    loaded(first, ONE);
    Path second = write("day=2/part-0.jsonl", ONE);
    Path third = pack("day=2/part-0.jsonl.gz", ONE);
    recognise(alike, true, first, second, third);
    assertThat(last.groups()).hasSize(3);
    assertThat(last.groups().values()).doesNotHaveDuplicates().contains(group(0));
    assertThat(last.refusals()).isEmpty();
    assertThat(last.notices()).isEmpty();
  }

  @Test
  void knowsLoadsOfEarlierVersions() throws IOException {
    Path file = write("a.jsonl", HEADER + MORE);
    String family = Fingerprint.families("t", InputPrefix.of(input(file))).get(0);
    LoadProgress old =
        new LoadProgress("elsewhere.jsonl", checkpoint(HEADER + MORE), 2, 0, true, null, 0, -1);
    known.add(new KnownLoad("t", family, old, false));
    assertThat(run(file)).containsExactly(family);
  }

  @Test
  void goesOnWithMembersOfAnArchiveThatHasGrownOrIsPackedAgain() throws IOException {
    Input a = members(archive("p.tar", ONE, HEADER)).get(0);
    Input b = members(archive("p.tar", ONE, HEADER)).get(1);
    loaded(a, ONE);
    loaded(b, HEADER);
    assertThat(run(members(archive("p.tar", ONE + MORE, HEADER, MORE))).subList(0, 2))
        .containsExactly(group(0), group(1));
    assertThat(last.groups()).hasSize(3);
    Path packed = archive("p.tar.gz", ONE, HEADER + MORE);
    assertThat(run(members(packed))).as("both there").containsExactly(group(0), group(1));
    Files.delete(directory.resolve("p.tar"));
    assertThat(run(members(packed))).containsExactly(group(0), group(1));
    assertThat(last.refusals()).isEmpty();
  }

  @Test
  void goesOnWithMembersThatAreUnpackedOnceTheirArchiveIsGone() throws IOException {
    Path archive = archive("p.tar", ONE + MORE, HEADER);
    loaded(members(archive).get(0), ONE + MORE);
    loaded(members(archive).get(1), HEADER);
    Path a = touch(write("d/m0.jsonl", ONE + MORE), -DAY);
    Path b = touch(write("d/m1.jsonl", HEADER), -DAY);
    assertThat(run(a, b)).as("the archive is there").doesNotContain(group(0), group(1));
    assertThat(last.refusals()).hasSize(2);
    assertThat(run(Alike.SAME, a, b)).containsExactly(group(0), group(1));
    Files.delete(archive);
    assertThat(run(a, b)).containsExactly(group(0), group(1));
    assertThat(last.refusals()).isEmpty();
  }

  private List<String> run(List<Input> inputs) {
    recognise(Alike.AUTO, false, inputs);
    return inputs.stream().map(input -> last.groups().get(input)).toList();
  }

  /** Makes a tar archive of files {@code m0.jsonl}, {@code m1.jsonl} and so on. */
  private Path archive(String name, String... contents) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packed = name.endsWith(".gz") ? new GZIPOutputStream(out) : out;
        TarArchiveOutputStream tar = new TarArchiveOutputStream(packed)) {
      for (int i = 0; i < contents.length; i++) {
        byte[] content = contents[i].getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("d/m%d.jsonl".formatted(i));
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  private static List<Input> members(Path archive) {
    return InputOptions.inputs(
        List.of(archive.toString()),
        new Input.Reading(false, false),
        new PrintWriter(Writer.nullWriter()));
  }

  private List<String> run(Path... files) {
    return run(Alike.AUTO, files);
  }

  /** The groups, in the order of the files. */
  private List<String> run(Alike alike, Path... files) {
    recognise(alike, false, files);
    return List.of(files).stream()
        .map(file -> last.groups().get(unchecked(file)))
        .filter(group -> group != null)
        .toList();
  }

  private void recognise(Alike alike, boolean fromStart, Path... files) {
    recognise(alike, fromStart, List.of(files).stream().map(RecognitionTest::unchecked).toList());
  }

  private void recognise(Alike alike, boolean fromStart, List<Input> inputs) {
    Map<Input, InputPrefix> heads = new LinkedHashMap<>();
    inputs.forEach(input -> heads.put(input, InputPrefix.of(input)));
    last = Recognition.of(heads, "t", this::known, alike, fromStart);
  }

  private List<KnownLoad> known(InputPrefix head) {
    List<String> families = Fingerprint.families("t", head);
    return known.stream()
        .filter(load -> families.contains(Fingerprint.familyOf("t", load.group()).orElseThrow()))
        .toList();
  }

  /** As many groups as were given to the last files, none of which was known. */
  private List<String> fresh(int count) {
    List<String> groups =
        last.groups().values().stream()
            .filter(group -> known.stream().noneMatch(load -> load.group().equals(group)))
            .toList();
    assertThat(groups).hasSize(count).doesNotHaveDuplicates();
    assertThat(last.groups()).hasSize(count);
    // In the order of the files, of which there are two at most.
    return last.groups().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().name()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private String group(int i) {
    return known.get(i).group();
  }

  /** Notes what a run before has done. */
  private void loaded(Path file, String content) throws IOException {
    loaded(input(file), content);
  }

  private void loaded(Input file, String content) {
    Recognition of =
        Recognition.of(Map.of(file, InputPrefix.of(file)), "t", this::known, Alike.OTHER, false);
    LoadProgress progress =
        new LoadProgress(file.place(), checkpoint(content), 1, 0, true, null, 0, file.written());
    known.add(new KnownLoad("t", of.groups().get(file), progress, false));
  }

  private static Checkpoint checkpoint(String content) {
    CRC32C crc = new CRC32C();
    crc.update(content.getBytes(UTF_8));
    return new Checkpoint(content.length(), content.lines().count(), (int) crc.getValue());
  }

  private void clear() throws IOException {
    known.clear();
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private Path write(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private Path pack(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(UTF_8));
    }
    return file;
  }

  private static Path touch(Path file, long later) throws IOException {
    long now = Files.getLastModifiedTime(file).toMillis();
    return Files.setLastModifiedTime(file, FileTime.fromMillis(now + later));
  }

  private static Input input(Path file) throws IOException {
    return new Input.File(file, Files.size(file));
  }

  private static Input unchecked(Path file) {
    try {
      return input(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
