package io.framecount.loader.convert;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.loader.convert.scan.KeyTable;
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

/** Makes a {@link Plan} of a schema. */
final class PlanCompiler {
  private final ConvertOptions options;
  private final Map<Schema, RecordNode> byRecord = new HashMap<>();
  private final List<RecordNode> records = new ArrayList<>();

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
    RecordNode root = compiler.record(schema, "");
    return new Plan(root, compiler.records);
  }

  private RecordNode record(Schema schema, String path) {
    RecordNode known = byRecord.get(schema);
    if (known != null) {
      return known;
    }
    RecordNode node = new RecordNode(path, options.unknownFields());
    byRecord.put(schema, node);
    records.add(node);
    Schema.Field collecting =
        options.unknownFields() == UnknownFields.COLLECT ? CollectingField.in(schema) : null;
    Map<String, Integer> slots = slots(schema, collecting);
    List<RecordField> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      fields.add(
          field.equals(collecting)
              ? RecordField.collecting(field.name(), CollectingField.collector(schema, field))
              : field(schema, field, path, slots));
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
      Schema schema, Schema.Field field, String path, Map<String, Integer> slots) {
    String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
    List<Integer> places = new ArrayList<>();
    places.add(slots.get(field.name()));
    field.aliases().stream()
        .filter(alias -> schema.getField(alias) == null)
        .sorted()
        .forEach(alias -> places.add(slots.get(alias)));
    return RecordField.taking(
        field.name(),
        node(field.schema(), fieldPath),
        places.stream().mapToInt(Integer::intValue).toArray(),
        fallback(field));
  }

  private Node node(Schema schema, String path) {
    return switch (schema.getType()) {
      case NULL -> new NullNode();
      case BOOLEAN -> new BooleanNode();
      case INT -> intNode(schema.getLogicalType());
      case LONG -> longNode(schema.getLogicalType());
      case FLOAT -> new FloatingNode(false);
      case DOUBLE -> new FloatingNode(true);
      case STRING -> isUuid(schema) ? new UuidNode(false) : new StringNode();
      case BYTES -> bytesNode(schema, BytesNode.ANY_SIZE);
      case FIXED -> isUuid(schema) ? new UuidNode(true) : bytesNode(schema, schema.getFixedSize());
      case ENUM -> new EnumNode(schema.getEnumSymbols(), schema.getEnumDefault());
      case ARRAY -> new ArrayNode(node(schema.getElementType(), path));
      case MAP -> new MapNode(node(schema.getValueType(), path));
      case UNION -> unionNode(schema, path);
      case RECORD -> record(schema, path);
    };
  }

  private static Node intNode(LogicalType logical) {
    if (logical instanceof LogicalTypes.Date) {
      return new DateNode();
    }
    return logical instanceof LogicalTypes.TimeMillis ? new TimeNode(1_000_000) : WholeNode.INT;
  }

  private static Node longNode(LogicalType logical) {
    return switch (logical == null ? "" : logical.getName()) {
      case "time-micros" -> new TimeNode(1_000);
      case "timestamp-millis" -> new TimestampNode(3, false);
      case "timestamp-micros" -> new TimestampNode(6, false);
      case "timestamp-nanos" -> new TimestampNode(9, false);
      case "local-timestamp-millis" -> new TimestampNode(3, true);
      case "local-timestamp-micros" -> new TimestampNode(6, true);
      case "local-timestamp-nanos" -> new TimestampNode(9, true);
      default -> WholeNode.LONG;
    };
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

  private Node unionNode(Schema schema, String path) {
    List<Node> branches = new ArrayList<>();
    Map<String, Integer> tags = new HashMap<>();
    for (Schema branch : schema.getTypes()) {
      if (options.avroJson() && branch.getType() != Schema.Type.NULL) {
        tags.put(branch.getFullName(), branches.size());
      }
      branches.add(node(branch, path));
    }
    return new UnionNode(branches, tags);
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

  /** Null for one that does not fit its type, as only registered schemas have it: it is none. */
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
}
