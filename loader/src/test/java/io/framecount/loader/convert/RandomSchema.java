package io.framecount.loader.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Makes record schemas of all that Avro has, recursive ones too. */
final class RandomSchema {
  private final Random random;
  private final List<Schema> open = new ArrayList<>();
  private int names;

  RandomSchema(Random random) {
    this.random = random;
  }

  Schema record() {
    Schema record = Schema.createRecord("R" + names++, null, "test.ns", false);
    open.add(record);
    List<Schema.Field> fields = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      Schema type = type(open.size());
      Schema.Field field = field((i == 0 ? "uid" : "field_number_") + i, type);
      if (random.nextInt(3) == 0) {
        field.addAlias("alias" + i);
        field.addAlias("b" + i);
      }
      fields.add(field);
    }
    record.setFields(fields);
    open.remove(record);
    return record;
  }

  private Schema.Field field(String name, Schema type) {
    boolean nullDefault = type.isUnion() && type.getTypes().get(0).getType() == Schema.Type.NULL;
    if (nullDefault && random.nextBoolean()) {
      return new Schema.Field(name, type, null, Schema.Field.NULL_DEFAULT_VALUE);
    }
    if (type.getType() == Schema.Type.INT && random.nextInt(3) == 0) {
      return new Schema.Field(name, type, null, 42);
    }
    if (type.getType() == Schema.Type.MAP && random.nextInt(3) == 0) {
      return new Schema.Field(name, type, null, new java.util.HashMap<>());
    }
    return new Schema.Field(name, type, null, (Object) null);
  }

  private Schema type(int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 11)) {
      case 0, 1, 2, 3, 4, 5 -> simple();
      case 6 -> Schema.createArray(type(depth + 1));
      case 7 -> Schema.createMap(type(depth + 1));
      case 8, 9 -> union(depth + 1);
      default -> record();
    };
  }

  private Schema union(int depth) {
    List<Schema> branches = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Schema branch = random.nextInt(4) == 0 ? Schema.create(Schema.Type.NULL) : type(depth);
      if (random.nextInt(6) == 0) {
        branch = open.get(random.nextInt(open.size()));
      }
      if (!branch.isUnion() && !kinds.contains(branch.getFullName())) {
        kinds.add(branch.getFullName());
        branches.add(branch);
      }
    }
    return branches.isEmpty() ? Schema.createUnion(simple()) : Schema.createUnion(branches);
  }

  private Schema simple() {
    Schema.Type[] types = {
      Schema.Type.BOOLEAN,
      Schema.Type.INT,
      Schema.Type.LONG,
      Schema.Type.FLOAT,
      Schema.Type.DOUBLE,
      Schema.Type.STRING,
      Schema.Type.BYTES
    };
    int choice = random.nextInt(types.length + 14);
    return choice < types.length ? Schema.create(types[choice]) : special(choice - types.length);
  }

  private Schema special(int choice) {
    return switch (choice) {
      case 0 -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case 1 -> LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
      case 2 -> LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 3 -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case 4 -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 5 -> LogicalTypes.timestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
      case 6 -> LogicalTypes.localTimestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case 7 -> LogicalTypes.localTimestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
      case 8 -> LogicalTypes.uuid().addToSchema(Schema.create(Schema.Type.STRING));
      case 9 -> LogicalTypes.uuid().addToSchema(fixed(16));
      case 10 -> decimal(Schema.create(Schema.Type.BYTES));
      case 11 -> decimal(fixed(20));
      case 12 -> fixed(random.nextInt(5));
      default -> enumeration();
    };
  }

  private Schema decimal(Schema of) {
    int precision = 1 + random.nextInt(30);
    return LogicalTypes.decimal(precision, random.nextInt(precision + 1)).addToSchema(of);
  }

  private Schema fixed(int size) {
    return Schema.createFixed("F" + names++, null, "test.ns", size);
  }

  private Schema enumeration() {
    List<String> symbols = List.of("A", "LONG_SYMBOL_NAME_OF_A_KIND", "bc");
    String fallback = random.nextBoolean() ? "bc" : null;
    return Schema.createEnum("E" + names++, null, "test.ns", symbols, fallback);
  }
}
