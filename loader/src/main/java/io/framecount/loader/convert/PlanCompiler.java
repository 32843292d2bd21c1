package io.framecount.loader.convert;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.json.KeyTable;
import io.framecount.loader.convert.BytesNodes.BytesNode;
import io.framecount.loader.convert.BytesNodes.DecimalBytesNode;
import io.framecount.loader.convert.BytesNodes.UuidNode;
import io.framecount.loader.convert.ChangeLog.Place;
import io.framecount.loader.convert.ChangedValue.Kind;
import io.framecount.loader.convert.Collector.CollectingField;
import io.framecount.loader.convert.ConvertOptions.UnknownFields;
import io.framecount.loader.convert.NumberNodes.DecimalNode;
import io.framecount.loader.convert.NumberNodes.FloatingNode;
import io.framecount.loader.convert.RecordNode.RecordField;
import io.framecount.loader.convert.SimpleNodes.ArrayNode;
import io.framecount.loader.convert.SimpleNodes.BooleanNode;
import io.framecount.loader.convert.SimpleNodes.DateNode;
import io.framecount.loader.convert.SimpleNodes.MapNode;
import io.framecount.loader.convert.SimpleNodes.NullNode;
import io.framecount.loader.convert.SimpleNodes.StringNode;
import io.framecount.loader.convert.SimpleNodes.WholeNode;
import io.framecount.loader.convert.TimeNodes.TimeNode;
import io.framecount.loader.convert.TimeNodes.TimestampNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Compiles a schema into a {@link Plan}. */
final class PlanCompiler {
  private final ConvertOptions options;

  /**
   * The number of records in a plan from which on a record's node is reused. Schemas whose records
   * use each other many times would otherwise become huge plans.
   */
  private static final int MOST_RECORDS = 500;

  private static final int AMBIGUOUS = -1;

  private final Map<String, RecordNode> shared = new HashMap<>();
  private final List<RecordNode> records = new ArrayList<>();
  private final ChangeLog changes = new ChangeLog();

  private PlanCompiler(ConvertOptions options) {
    this.options = options;
  }

  static Plan compile(Schema schema, ConvertOptions options) {
    if (schema.getType() != Schema.Type.RECORD) {
      throw new CommandFailure(
          ExitCode.SCHEMA,
          "the schema is of type %s, but frames need a record; choose another schema"
              .formatted(schema.getType().getName()));
    }
    if (options.unknownFields() == UnknownFields.COLLECT && CollectingField.in(schema) == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "schema %s has no field to collect unknown members in; mark one with \"%s\": true"
              .formatted(schema.getFullName(), CollectingField.PROPERTY));
    }
    PlanCompiler compiler = new PlanCompiler(options);
    RecordNode root = compiler.record(schema, Place.root());
    return new Plan(root, compiler.records, compiler.changes);
  }

  /**
   * Makes a node for each use of a record; only uses inside the record itself share its node, since
   * they would never end.
   */
  private RecordNode record(Schema schema, Place place) {
    RecordNode around = shared.get(schema.getFullName());
    if (around != null) {
      around.place().name(schema.getName());
      return around;
    }
    Schema.Field collecting =
        options.unknownFields() == UnknownFields.COLLECT ? CollectingField.in(schema) : null;
    boolean refusesUnknown =
        options.unknownFields() == UnknownFields.FAIL
            || (collecting == null && options.refused().contains(Kind.DROPPED));
    RecordNode node = new RecordNode(place, refusesUnknown);
    shared.put(schema.getFullName(), node);
    records.add(node);
    Map<String, Integer> slots = slots(schema, collecting);
    List<RecordField> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      fields.add(
          field.equals(collecting)
              ? RecordField.collecting(field.name(), collector(schema, field, place))
              : field(schema, field, place, slots));
    }
    if (records.size() < MOST_RECORDS) {
      shared.remove(schema.getFullName());
    }
    node.complete(fields, new KeyTable(slots, collecting != null));
    return node;
  }

  /** A slot for each name, then for each alias that no field has as its name. */
  private static Map<String, Integer> slots(Schema schema, Schema.Field collecting) {
    Map<String, Integer> slots = new HashMap<>();
    for (Schema.Field field : schema.getFields()) {
      if (!field.equals(collecting)) {
        slots.put(field.name(), slots.size());
      }
    }
    for (Schema.Field field : schema.getFields()) {
      if (!field.equals(collecting)) {
        field.aliases().stream().sorted().forEach(alias -> slots.putIfAbsent(alias, slots.size()));
      }
    }
    return slots;
  }

  private RecordField field(
      Schema schema, Schema.Field field, Place record, Map<String, Integer> slots) {
    Place place = record.field(field.name());
    List<Integer> places = new ArrayList<>();
    places.add(slots.get(field.name()));
    field.aliases().stream()
        .filter(alias -> schema.getField(alias) == null)
        .sorted()
        .forEach(alias -> places.add(slots.get(alias)));
    return RecordField.taking(
        field.name(),
        node(field.schema(), place),
        places.stream().mapToInt(Integer::intValue).toArray(),
        options.refused().contains(Kind.DEFAULTED) ? null : fallback(field),
        changes.site(Kind.DEFAULTED, place, null),
        site(Kind.REPLACED, place));
  }

  private Collector collector(Schema schema, Schema.Field field, Place record) {
    return CollectingField.collector(
        schema, field, site(Kind.REPLACED, record.field(field.name())));
  }

  private Node node(Schema schema, Place place) {
    Node plain = plainNode(schema, place);
    return options.allows(Leniency.EXTENDED_JSON)
        ? ExtendedNode.around(plain, site(Kind.RECAST, place))
        : plain;
  }

  private Node plainNode(Schema schema, Place place) {
    return switch (schema.getType()) {
      case NULL -> new NullNode();
      case BOOLEAN ->
          new BooleanNode(options.allows(Leniency.LENIENT_BOOLEANS), site(Kind.RECAST, place));
      case INT -> intNode(schema.getLogicalType(), place);
      case LONG -> longNode(schema.getLogicalType(), place);
      case FLOAT -> new FloatingNode(false, site(Kind.ROUNDED, place));
      case DOUBLE -> new FloatingNode(true, site(Kind.ROUNDED, place));
      case STRING ->
          isUuid(schema)
              ? new UuidNode(false, site(Kind.RECAST, place))
              : new StringNode(site(Kind.ROUNDED, place));
      case BYTES -> bytesNode(schema, BytesNode.ANY_SIZE);
      case FIXED ->
          isUuid(schema)
              ? new UuidNode(true, ChangeLog.UNCOUNTED)
              : bytesNode(schema, schema.getFixedSize());
      case ENUM -> enumNode(schema, place);
      case ARRAY -> new ArrayNode(node(schema.getElementType(), place));
      case MAP -> new MapNode(node(schema.getValueType(), place), site(Kind.REPLACED, place));
      case UNION -> unionNode(schema, place);
      case RECORD -> record(schema, place);
    };
  }

  /** Counts changes of the kind; null if they are refused. */
  private ChangeLog.Site site(Kind kind, Place place) {
    return options.refused().contains(kind) ? null : changes.site(kind, place, null);
  }

  private Node enumNode(Schema schema, Place place) {
    String fallback = options.refused().contains(Kind.REPLACED) ? null : schema.getEnumDefault();
    return new EnumNode(schema.getEnumSymbols(), fallback, changes, place);
  }

  private Node intNode(LogicalType logical, Place place) {
    if (logical instanceof LogicalTypes.Date) {
      return new DateNode();
    }
    return logical instanceof LogicalTypes.TimeMillis
        ? new TimeNode(1_000_000, site(Kind.ROUNDED, place))
        : WholeNode.INT;
  }

  private Node longNode(LogicalType logical, Place place) {
    return switch (logical == null ? "" : logical.getName()) {
      case "time-micros" -> new TimeNode(1_000, site(Kind.ROUNDED, place));
      case "timestamp-millis" -> timestampNode(3, false, place);
      case "timestamp-micros" -> timestampNode(6, false, place);
      case "timestamp-nanos" -> timestampNode(9, false, place);
      case "local-timestamp-millis" -> timestampNode(3, true, place);
      case "local-timestamp-micros" -> timestampNode(6, true, place);
      case "local-timestamp-nanos" -> timestampNode(9, true, place);
      default -> WholeNode.LONG;
    };
  }

  private Node timestampNode(int power, boolean isLocal, Place place) {
    return new TimestampNode(
        power,
        isLocal,
        site(Kind.ROUNDED, place),
        site(Kind.ASSUMED_UTC, place),
        site(Kind.CLOCK_CHANGE, place));
  }

  private static boolean isUuid(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.Uuid;
  }

  private static Node bytesNode(Schema schema, int fixedSize) {
    BytesNode raw = new BytesNode(fixedSize);
    if (!(schema.getLogicalType() instanceof LogicalTypes.Decimal decimal)) {
      return raw;
    }
    int precision = decimal.getPrecision();
    int scale = decimal.getScale();
    return new DecimalNode(
        precision, scale, fixedSize, new DecimalBytesNode(precision, scale, raw));
  }

  private Node unionNode(Schema schema, Place place) {
    List<Node> branches = new ArrayList<>();
    for (Schema branch : schema.getTypes()) {
      branches.add(branch(schema, branch, place));
    }
    return new UnionNode(
        branches, options.avroJson() ? tags(schema) : Map.of(), absence(schema, place));
  }

  /** What is null in a union that nothing else of it takes. */
  private UnionNode.Absence absence(Schema union, Place place) {
    boolean takesEmpty =
        union.getTypes().stream()
            .anyMatch(
                type ->
                    (type.getType() == Schema.Type.STRING && !isUuid(type))
                        || (type.getType() == Schema.Type.BYTES && type.getLogicalType() == null));
    boolean takesNan =
        union.getTypes().stream()
            .anyMatch(
                type ->
                    type.getType() == Schema.Type.FLOAT || type.getType() == Schema.Type.DOUBLE);
    boolean empty = options.allows(Leniency.EMPTY_AS_NULL) && !takesEmpty;
    boolean nan = options.allows(Leniency.ALLOW_NAN) && !takesNan;
    boolean undefined = options.allows(Leniency.EXTENDED_JSON);
    return union.isNullable() && (empty || nan || undefined)
        ? new UnionNode.Absence(
            union.getIndexNamed("null"), empty, nan, undefined, site(Kind.RECAST, place))
        : null;
  }

  /** The index of each branch by its full name, and by its name alone where that tells it. */
  private static Map<String, Integer> tags(Schema union) {
    Map<String, Integer> tags = new HashMap<>();
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; i < union.getTypes().size(); i++) {
      Schema branch = union.getTypes().get(i);
      if (branch.getType() != Schema.Type.NULL) {
        tags.put(branch.getFullName(), i);
        names.merge(branch.getName(), i, (one, other) -> AMBIGUOUS);
      }
    }
    names.forEach(
        (name, branch) -> {
          if (branch != AMBIGUOUS) {
            tags.putIfAbsent(name, branch);
          }
        });
    return tags;
  }

  /**
   * Beside a double, a float takes only what it keeps; beside a type of numbers or texts, a boolean
   * leaves these to it.
   */
  private Node branch(Schema union, Schema branch, Place place) {
    if (branch.getType() == Schema.Type.BOOLEAN
        && union.getTypes().stream().anyMatch(PlanCompiler::isOfNumbersOrTexts)) {
      return new BooleanNode(false, null);
    }
    boolean hasDouble = union.getIndexNamed(Schema.Type.DOUBLE.getName()) != null;
    return hasDouble && branch.getType() == Schema.Type.FLOAT
        ? new FloatingNode(false, null)
        : node(branch, place);
  }

  private static boolean isOfNumbersOrTexts(Schema type) {
    return switch (type.getType()) {
      case NULL, BOOLEAN, RECORD, ARRAY, MAP -> false;
      default -> true;
    };
  }

  /** The bytes of the default, or of null where that is allowed; else null. */
  private static byte[] fallback(Schema.Field field) {
    byte[] byDefault = field.hasDefaultValue() ? defaultBytes(field) : null;
    if (byDefault != null) {
      return byDefault;
    }
    if (field.schema().getType() == Schema.Type.NULL) {
      return new byte[0];
    }
    if (!field.schema().isNullable()) {
      return null;
    }
    AvroBuffer index = new AvroBuffer(1);
    index.writeLong(field.schema().getIndexNamed("null"));
    return index.toByteArray();
  }

  /**
   * The encoded default; null for a default that does not fit its type, as registered schemas may
   * have it.
   */
  private static byte[] defaultBytes(Schema.Field field) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      Object value = GenericData.get().getDefaultValue(field);
      new GenericDatumWriter<>(field.schema()).write(value, encoder);
      encoder.flush();
    } catch (IOException | AvroRuntimeException e) {
      return null;
    }
    return bytes.toByteArray();
  }

  /**
   * The plan for records of one schema.
   *
   * @param root the record
   * @param records all records in it, the root first
   * @param changes counts values stored otherwise than they are written
   */
  record Plan(RecordNode root, List<RecordNode> records, ChangeLog changes) {}
}
