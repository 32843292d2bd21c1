package io.framecount.bench.micro;

import java.io.IOException;
import java.util.List;

/** All benchmarks, as they stand in tables. */
final class Groups {
  private Groups() {}

  static List<Group> all() throws IOException {
    return List.of(convert(), smallLines(), decode(), hash(), update(), merge());
  }

  private static Group convert() throws IOException {
    double length = JsonLines.generated().meanLength();
    return new Group(
        "70-micro-convert",
        "A line of JSON to Avro",
        "Lines of `loader generate`, %,.0f bytes in the mean. The converter checks all of a line,"
                .formatted(length)
            + " finds user and time, and writes Avro; the scanner alone writes nothing. What others"
            + " do short of Avro: all tokens, or a tree.",
        ConvertBenchmark.class,
        null,
        result -> length,
        List.of(
            Row.ours("convert", "converter"),
            Row.against("convert", "scan", "ours: scanner alone"),
            Row.against("convert", "jacksonTokens", "Jackson, all tokens"),
            Row.against("convert", "jacksonTree", "Jackson, tree"),
            Row.against("convert", "fastjson2", "fastjson2, JSONObject"),
            Row.against("convert", "treeAndWriter", "Jackson's tree and GenericDatumWriter")));
  }

  private static Group smallLines() throws IOException {
    double length = JsonLines.of(String.join("\n", SmallLineBenchmark.texts()) + "\n").meanLength();
    return new Group(
        "71-micro-small-lines",
        "A line of JSON with the fields of the schema only, to Avro",
        "%,.0f bytes in the mean; Avro's `JsonDecoder` takes no line that has other fields, and no time"
                .formatted(length)
            + " in seconds.",
        SmallLineBenchmark.class,
        null,
        result -> length,
        List.of(
            Row.ours("convert", "converter"),
            Row.against("convert", "treeAndWriter", "Jackson's tree and GenericDatumWriter"),
            Row.against("convert", "jsonDecoder", "Avro's JsonDecoder and GenericDatumWriter")));
  }

  private static Group decode() throws IOException {
    double length = AvroFrames.generated().meanLength();
    return new Group(
        "72-micro-decode",
        "User and time out of Avro",
        "Frames of the schema `Frame`, %,.0f bytes in the mean. Avro's readers are given decoder and record"
                .formatted(length)
            + " to use again. By hand is the least it can cost: for one schema, without checks.",
        DecodeBenchmark.class,
        null,
        result -> length,
        List.of(
            Row.ours("fieldReader", "FieldReader"),
            Row.against("fieldReader", "genericReader", "Avro's GenericDatumReader"),
            Row.against("fieldReader", "specificReader", "Avro's SpecificDatumReader"),
            Row.against("fieldReader", "byHand", "by hand")));
  }

  private static Group hash() {
    return new Group(
        "73-micro-hash",
        "The hash of a value",
        "MurmurHash3_x64_128 with the seed of DataSketches over random bytes; the three give the"
            + " same numbers.",
        HashBenchmark.class,
        "length",
        result -> Integer.parseInt(result.getParams().getParam("length")),
        List.of(
            Row.ours("framecount", "ValueHash"),
            Row.against("framecount", "hash4j", "hash4j"),
            Row.against("framecount", "dataSketches", "DataSketches")));
  }

  private static Group update() {
    return new Group(
        "74-micro-update",
        "A user added to a sketch",
        "A million frames of so many users, with ids of "
            + UserIds.LENGTH
            + " bytes; hashing and the growth from nothing are included. Theta with 65,536 entries;"
            + " HyperLogLog and UltraLogLog, by hash4j in ours, of precision 14; DataSketches'"
            + " theta is QuickSelect on the heap, its HLL of type HLL_8. The sketches are compared"
            + " with ours of their kind, the hash set with our exact counting.",
        UpdateBenchmark.class,
        "users",
        null,
        List.of(
            Row.ours("theta", "theta"),
            Row.against("theta", "dataSketchesTheta", "DataSketches, theta"),
            Row.ours("hll", "hll"),
            Row.ours("ull", "ull"),
            Row.against("hll", "dataSketchesHll", "DataSketches, HLL"),
            Row.ours("linear", "linear"),
            Row.ours("exact", "exact"),
            Row.against("exact", "hashSet", "HashSet<String>")));
  }

  private static Group merge() {
    return new Group(
        "75-micro-merge",
        "A stored sketch united with others",
        StoredSketches.COUNT
            + " sketches in their stored bytes, each of so many users, half of them those of the"
            + " one before, are united from nothing; an operation is one of them. Settings as"
            + " above. The hash set is read from the bytes that exact counting stores.",
        MergeBenchmark.class,
        "users",
        null,
        List.of(
            Row.ours("theta", "theta"),
            Row.against("theta", "dataSketchesTheta", "DataSketches, theta"),
            Row.ours("hll", "hll"),
            Row.ours("ull", "ull"),
            Row.against("hll", "dataSketchesHll", "DataSketches, HLL"),
            Row.ours("exact", "exact"),
            Row.against("exact", "hashSet", "HashSet<String>")));
  }
}
