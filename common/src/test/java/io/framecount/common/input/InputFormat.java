package io.framecount.common.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A format of the table of formats in the manual, with the same objects in it as in all others.
 *
 * @param name as the table has it
 * @param cells what the table says of each way to read it
 */
public record InputFormat(String name, List<String> cells) {
  private static final Path MANUAL = Path.of("../docs/loading.md");
  private static final String HEAD =
      "| format | `loader` | `counter --file` | `schema guess` | `-` |";

  /** Makes the bytes of a format. */
  @FunctionalInterface
  private interface Maker {
    byte[] of(List<String> objects) throws IOException;
  }

  private static final Map<String, Maker> MAKERS = makers();

  private static Map<String, Maker> makers() {
    Map<String, Maker> all = new LinkedHashMap<>();
    all.put("one object a line", JsonShape.LINES::of);
    all.put("the same with CRLF", JsonShape.LINES_CRLF::of);
    all.put("the same with CR alone", JsonShape.LINES_CR::of);
    all.put("byte order marks before lines", JsonShape.LINES_BOM::of);
    all.put("objects without line ends", JsonShape.CONCATENATED::of);
    all.put("objects with blanks between them", JsonShape.BLANKS::of);
    all.put("objects over several lines", JsonShape.PRETTY::of);
    all.put("one array", JsonShape.ARRAY::of);
    all.put("one array over several lines", JsonShape.ARRAY_PRETTY::of);
    all.put("arrays one after the other", JsonShape.ARRAYS::of);
    all.put("a JSON text sequence (RFC 7464)", JsonShape.SEQUENCE::of);
    all.put("UTF-16LE with a mark", JsonShape.UTF_16LE_BOM::of);
    all.put("UTF-16BE with a mark", JsonShape.UTF_16BE_BOM::of);
    all.put("UTF-16LE without", JsonShape.UTF_16LE_PLAIN::of);
    all.put("UTF-16BE without", JsonShape.UTF_16BE_ARRAY::of);
    all.put("gzip", objects -> Archive.GZIP.pack(JsonShape.ARRAY.of(objects)));
    all.put("gzip of several members", objects -> Archive.GZIP.packInTwo(lines(objects)));
    all.put("gzip with zero padding", objects -> padded(Archive.GZIP.pack(lines(objects))));
    all.put("zstd", objects -> Archive.ZSTD.packInTwo(JsonShape.PRETTY.of(objects)));
    all.put("zstd with frames to skip", InputFormat::skippable);
    all.put("zstd with zero padding", objects -> padded(Archive.ZSTD.pack(lines(objects))));
    all.put("zstd with `--long=31`", InputFormat::longWindow);
    all.put("bzip2", objects -> padded(Archive.BZIP2.packInTwo(lines(objects))));
    all.put("xz", objects -> Archive.XZ.packInTwo(JsonShape.SEQUENCE.of(objects)));
    all.put("lz4", objects -> Archive.LZ4.packInTwo(JsonShape.UTF_16LE_BOM.of(objects)));
    all.put("tar", InputFormat::tar);
    all.put("compressed tar", objects -> Archive.ZSTD.pack(tar(objects)));
    all.put("zip", InputFormat::zip);
    return all;
  }

  /** The formats of the manual's table. */
  public static Stream<InputFormat> all() throws IOException {
    return Files.readAllLines(MANUAL).stream()
        .dropWhile(line -> !line.equals(HEAD))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toList())
        .map(cells -> new InputFormat(cells.get(0), cells.subList(1, cells.size())));
  }

  /** The names of all formats that there are. */
  static List<String> names() {
    return List.copyOf(MAKERS.keySet());
  }

  /** Returns whether the table says that a pipe may bring it. */
  public boolean readsFromPipe() {
    return cells.get(3).equals("yes");
  }

  /** Makes a file's bytes. */
  public byte[] of(List<String> objects) throws IOException {
    return MAKERS.get(name).of(objects);
  }

  private static byte[] lines(List<String> objects) {
    return JsonShape.LINES.of(objects);
  }

  private static byte[] padded(byte[] packed) {
    return Arrays.copyOf(packed, packed.length + 1_000);
  }

  private static byte[] skippable(List<String> objects) throws IOException {
    byte[] skipped = {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'a', 'b', 'c'};
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int half = objects.size() / 2;
    for (List<String> part :
        List.of(objects.subList(0, half), objects.subList(half, objects.size()))) {
      bytes.write(skipped);
      bytes.write(Archive.ZSTD.pack(lines(part)));
    }
    bytes.write(skipped);
    return bytes.toByteArray();
  }

  private static byte[] longWindow(List<String> objects) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes).setLong(31)) {
      out.write(lines(objects));
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> members(List<String> objects) throws IOException {
    int third = objects.size() / 3;
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("README.md", "# Frames\n".getBytes(UTF_8));
    members.put("d/a.jsonl.gz", Archive.GZIP.pack(lines(objects.subList(0, third))));
    members.put("d/.DS_Store", new byte[] {0, 0, 0, 1, 'B', 'u', 'd', '1'});
    members.put("b.json", JsonShape.ARRAY.of(objects.subList(third, 2 * third)));
    members.put("d/e/c.json", JsonShape.PRETTY.of(objects.subList(2 * third, objects.size())));
    members.put("empty.json", new byte[0]);
    return members;
  }

  private static byte[] tar(List<String> objects) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.putArchiveEntry(new TarArchiveEntry("d/"));
      tar.closeArchiveEntry();
      for (var member : members(objects).entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
        entry.setSize(member.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(member.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(List<String> objects) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var member : members(objects).entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
