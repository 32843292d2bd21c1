package io.framecount.counter.frame;

import io.framecount.common.avro.IgnoredLogicalTypes;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.json.FieldPath;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.common.text.EpochUnit;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.BadSchema;
import io.framecount.counter.frame.field.FieldLookup;
import io.framecount.counter.frame.field.FieldLookup.Found;
import io.framecount.counter.frame.field.FieldReader;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.MisreadTime;
import io.framecount.counter.frame.field.TimeStep;
import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.frame.field.WantedFields.Unsaid;
import io.framecount.counter.frame.json.JsonNames;
import io.framecount.counter.time.TimestampRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks into a topic before the count creates anything, so that it fails early if the topic can't
 * be counted. One countable record is enough, wherever it is: a topic may hold records of several
 * types.
 */
public final class SourceCheck {
  private static final int SAMPLE = 100;

  /** Below, a number is one of seconds; see {@link EpochUnit#AUTO}. */
  private static final long LEAST_MILLIS = 100_000_000_000L;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A deserializer that makes a new schema object for each record must not fill the memory. */
  private static final int MOST_KNOWN = 1_000;

  /** Longest search for a frame behind the samples. */
  private static final long MOST_NANOS = Duration.ofSeconds(10).toNanos();

  private final KafkaConnection kafka;
  private final FrameFormat format;
  private final WantedFields fields;
  private final boolean lenient;
  private final Consumer<String> warning;
  private final Set<String> warnings = new HashSet<>();
  private final TimestampRule times = TimestampRule.at(System.currentTimeMillis());
  private final IdentityHashMap<Schema, Judged> judged = new IdentityHashMap<>();
  private final Set<String> types = new HashSet<>();
  private int seen;
  private CommandFailure problem;
  private CommandFailure misread;
  private boolean countable;

  /** Whether some records have a user and a time, so that the obstacle is not their type. */
  private boolean frames;

  /**
   * @param lenient whether frames are believed to follow where there are too many other records to
   *     look through
   * @param warning takes what does not keep the topic from being counted, and should be known
   */
  public SourceCheck(
      KafkaConnection kafka,
      FrameFormat format,
      WantedFields fields,
      boolean lenient,
      Consumer<String> warning) {
    this.kafka = kafka;
    this.format = format;
    this.fields = fields;
    this.lenient = lenient;
    this.warning = warning;
  }

  /**
   * Checks the topic; one without records passes.
   *
   * @throws CommandFailure that says what is wrong with the records, if none can be counted
   */
  public void require(String topic) {
    Map<TopicPartition, Long> from = kafka.offsets().first(topic);
    Map<TopicPartition, Long> to = kafka.offsets().committedEnd(topic);
    sample(from, to);
    requireUnits();
    if (problem == null || countable || (!types.isEmpty() && announced(topic))) {
      return;
    }
    sample(lastOf(from, to), to);
    requireUnits();
    if (!countable && !found(from, to)) {
      requireUnits();
      throw problem;
    }
  }

  /**
   * Returns whether times of the topic may be of local clocks, by the records looked at and its
   * subject.
   */
  public boolean hasLocalTimes(String topic) {
    List<Schema> versions = format.versions(topic);
    return Stream.concat(
            judged.values().stream(),
            versions.stream().map(version -> judge(version, topic, () -> versions)))
        .anyMatch(schema -> schema.time() != null && TimeStep.isLocal(schema.time().schema()));
  }

  /** Frames whose times are misread say more than other records, and more of them won't help. */
  private void requireUnits() {
    if (misread != null && !countable) {
      throw misread;
    }
  }

  private void sample(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    int most = seen + SAMPLE;
    try (TopicScan scan = TopicScan.forFirst(kafka)) {
      TopicScan.End unused = scan.scan(from, to, PATIENCE, record -> look(record) && ++seen < most);
    }
  }

  /** Returns where the last records of each partition begin. */
  private static Map<TopicPartition, Long> lastOf(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    Map<TopicPartition, Long> last = new HashMap<>(to);
    last.replaceAll(
        (partition, end) -> Math.max(from.get(partition), end - SAMPLE / Math.max(1, to.size())));
    return last;
  }

  /**
   * Returns whether the topic's subject has another type that can be counted: its records may
   * follow.
   */
  private boolean announced(String topic) {
    List<Schema> versions = format.versions(topic);
    return versions.stream()
        .filter(this::hasAnotherType)
        .anyMatch(version -> judge(version, topic, () -> versions).problem() == null);
  }

  private boolean hasAnotherType(Schema version) {
    return FieldLookup.recordsOf(version).stream()
        .anyMatch(type -> !types.contains(type.getFullName()));
  }

  /** Returns whether there is a record that can be counted, or might be; the search is limited. */
  private boolean found(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    long deadline = System.nanoTime() + MOST_NANOS;
    try (TopicScan scan = new TopicScan(kafka)) {
      TopicScan.End end =
          scan.scan(from, to, PATIENCE, record -> look(record) && System.nanoTime() - deadline < 0);
      return countable || (lenient && !frames && end != TopicScan.End.COMPLETE);
    }
  }

  /** Looks at a record and returns whether to look on. */
  private boolean look(ConsumerRecord<byte[], byte[]> record) {
    CommandFailure found = problemOf(record);
    countable = found == null;
    // A schema without the fields says more than a stray record that is no Avro.
    if (problem == null
        || (found != null
            && found.code() == ExitCode.SCHEMA
            && problem.code() != ExitCode.SCHEMA)) {
      problem = found;
    }
    return !countable;
  }

  private CommandFailure problemOf(ConsumerRecord<byte[], byte[]> record) {
    try {
      Optional<Schema> schema = fields.inValue() ? format.schemaOf(record) : Optional.empty();
      if (schema.isEmpty()) {
        return problemOfContent(record);
      }
      Judged found = judge(record, schema.get());
      frames |= found.time() != null;
      if (found.problem() == null && found.time() != null) {
        warnOfIgnored(record, found.time());
        requireUnit(record, found.time());
      }
      return found.problem();
    } catch (BadRecord e) {
      if (e.failure() != null) {
        return e.failure();
      }
      if (e.kind() != BadRecord.Kind.MISREAD_TIME) {
        throw e;
      }
      misread =
          new CommandFailure(
              ExitCode.SCHEMA,
              "topic '%s' can't be counted so: %s (offset %d of partition %d)"
                  .formatted(record.topic(), e.getMessage(), record.offset(), record.partition()));
      return misread;
    }
  }

  private void warnOfIgnored(ConsumerRecord<byte[], byte[]> record, Found time) {
    if (time.field() != null) {
      IgnoredLogicalTypes.of(time.field())
          .forEach(ignored -> warn("warning: topic '%s': %s".formatted(record.topic(), ignored)));
    }
  }

  /** Of a record without a schema, such as JSON: it must be countable itself. */
  private CommandFailure problemOfContent(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    String problem = "the value is null";
    if (value != null) {
      try {
        byte[] unused =
            reader(record, fields).read(record, value, 0, value.length, new FrameFields());
        return null;
      } catch (BadRecord e) {
        problem = e.getMessage();
      }
    }
    return new CommandFailure(
        ExitCode.SCHEMA,
        "topic '%s' can't be counted: %s (offset %d of partition %d)%s; name your fields with --time, --unique and --by"
            .formatted(
                record.topic(), problem, record.offset(), record.partition(), namesOf(record)));
  }

  /** The paths that a JSON record has, the nearest to what is wanted first. */
  private String namesOf(ConsumerRecord<byte[], byte[]> record) {
    List<String> names = record.value() == null ? List.of() : JsonNames.of(record.value());
    if (names.isEmpty()) {
      return "";
    }
    FieldPath wanted =
        Stream.of(fields.timePath(), fields.uniquePath())
            .filter(path -> path.inValue() && !names.contains(path.toString()))
            .findFirst()
            .orElse(fields.timePath());
    return "; its fields are " + String.join(", ", wanted.nearest(names));
  }

  private Judged judge(ConsumerRecord<byte[], byte[]> record, Schema schema) {
    if (judged.size() >= MOST_KNOWN) {
      judged.clear();
    }
    return judged.computeIfAbsent(
        schema,
        s -> {
          FieldLookup.recordsOf(s).forEach(type -> types.add(type.getFullName()));
          return judge(s, record.topic(), () -> format.versions(record, s));
        });
  }

  private Judged judge(Schema schema, String topic, Supplier<List<Schema>> versions) {
    Found time = null;
    try {
      time = FieldReader.compile(schema, fields, versions).time();
      fields
          .byPath()
          .filter(FieldPath::inValue)
          .ifPresent(by -> requireKnown(by, schema, versions));
      return new Judged(time, null);
    } catch (BadSchema e) {
      return new Judged(
          time,
          new CommandFailure(
              ExitCode.SCHEMA,
              "topic '%s' can't be counted: %s; name yours with --time, --unique and --by"
                  .formatted(topic, e.getMessage())));
    }
  }

  /** A number that says no unit, or a text no offset, must be a time by what holds for it. */
  private void requireUnit(ConsumerRecord<byte[], byte[]> record, Found field) {
    EpochUnit unit = fields.unsaid().unit();
    boolean plain = TimeStep.isPlain(field.schema());
    OptionalLong time = timeOf(record, fields);
    if (!plain && unit != EpochUnit.MILLIS && !TimeStep.isText(field.schema())) {
      warn(
          "warning: --epoch-unit %s has no effect on field '%s', which says its unit: %s"
              .formatted(unit.option(), field.name(), field.schema()));
    }
    // What is ahead by years and below the least number of milliseconds is so in each unit.
    boolean early = unit == EpochUnit.SECONDS && time.orElse(0) < LEAST_MILLIS * 1_000;
    if (!plain || early || time.isEmpty() || times.allows(time.getAsLong())) {
      return;
    }
    // In milliseconds it is the number itself.
    Unsaid millis =
        new Unsaid(EpochUnit.MILLIS, fields.unsaid().localZone(), fields.unsaid().textZone());
    timeOf(record, fields.with(millis))
        .ifPresent(
            number -> {
              EpochUnit other = EpochUnit.AUTO.of(number);
              if (other != unit && times.allows(other.toMillis(number))) {
                throw MisreadTime.inOtherUnit(field.name(), unit, Long.toString(number));
              }
            });
  }

  private OptionalLong timeOf(ConsumerRecord<byte[], byte[]> record, WantedFields wanted) {
    FrameReader reader = reader(record, wanted);
    FrameFields frame = new FrameFields();
    byte[] value = record.value();
    try {
      reader.read(record, value, 0, value.length, frame);
      return OptionalLong.of(frame.time);
    } catch (BadRecord e) {
      if (e.kind() == BadRecord.Kind.MISREAD_TIME) {
        throw e;
      }
      return OptionalLong.empty();
    }
  }

  private FrameReader reader(ConsumerRecord<byte[], byte[]> record, WantedFields wanted) {
    return format.reader(
        record.topic(), wanted, new RegistryRetry(PATIENCE, () -> false, line -> {}));
  }

  private void warn(String line) {
    if (warnings.add(line)) {
      warning.accept(line);
    }
  }

  /** Records may lack the field to group by, but a field that is nowhere is a mistake. */
  private static void requireKnown(FieldPath by, Schema schema, Supplier<List<Schema>> versions) {
    List<FieldLookup> records =
        FieldLookup.recordsOf(schema).stream()
            .map(type -> new FieldLookup(type, versions))
            .toList();
    if (records.stream().noneMatch(names -> names.knows(by))) {
      throw records.get(0).missing(by);
    }
  }

  /**
   * The judgement on all records of a schema.
   *
   * @param time the field that says when; null if they lack it, or the user
   * @param problem why they can't be; null if they can
   */
  private record Judged(Found time, CommandFailure problem) {}
}
