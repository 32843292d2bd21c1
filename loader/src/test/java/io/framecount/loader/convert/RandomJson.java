package io.framecount.loader.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;

/**
 * Writes JSON that mostly fits a schema, in all the ways JSON can be written: white space, escapes,
 * repeated and unknown members, numbers in strings, and now and then something of another type.
 */
final class RandomJson {
  private static final String[] STRAY = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1.5",
    "1e3",
    "-7",
    "\"\"",
    "\"x\"",
    "[]",
    "{}",
    "[1,[2]]",
    "{\"uid\":{\"ts\":1}}",
    "\"\\ud800\"",
    "\"5\"",
    "1e400",
    "12345678901234567890123",
    "\"2016-07-11T13:39:44.384Z\""
  };
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "1",
    "-1",
    "127",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "1.0",
    "1.50",
    "0.1",
    "1e2",
    "1E+2",
    "1e-2",
    "100e-2",
    "0.30000000000000004",
    "9007199254740993",
    "3.4028235e38",
    "3.5e38",
    "5e-324",
    "1e-400",
    "1e400",
    "0e999999999999",
    "1468244384",
    "1468244384123",
    "1468244384123456",
    "1468244384123456789",
    "1468244384.123456",
    "99999999999",
    "100000000000",
    "-99999999999.5",
    "123456789012345678901234567890",
    "0.10000000000000000000000",
    "16777217",
    "1.17549435E-38"
  };
  private static final String[] TIMES = {
    "2016-07-11",
    "2016-02-30",
    "2000-02-29",
    "1900-02-29",
    "0000-01-01",
    "9999-12-31T23:59:59.999999999Z",
    "2016-07-11T13:39:44Z",
    "2016-07-11t13:39:44.5z",
    "2016-07-11 13:39",
    "2016-07-11T13:39:44.1234567891+02:00",
    "1969-12-31T23:59:59.9999-0730",
    "2016-07-11T24:00:00Z",
    "2016-07-11T13:39:60Z",
    "13:39:44",
    "13:39:44,25",
    "13:39",
    "23:59:59.999999",
    "2016-07-11T13:39:44+25:00",
    "2262-04-12T00:00:00Z",
    "2016-07-11T13:39:44+01",
    "2016-7-11",
    "+10000-01-01T00:00:00Z",
    "-0044-03-15",
    "+5881581-01-01",
    "2016-07-11 13:39:44 UTC",
    "2016-07-11 13:39:44.5 +02:00",
    "2016-07-11 13:39:44 +0000 UTC",
    "2016-07-11 13:39:44+02:00[Europe/Berlin]",
    "2016-07-11 13:39:44 GMT"
  };
  private static final String[] TEXT = {
    "a",
    "bc",
    "Zürich",
    "дух",
    "日本",
    "😀",
    "\"",
    "\\",
    "/",
    "\b",
    "\f",
    "\n",
    "\r",
    "\t",
    "\u0000",
    "\u007f",
    "\u0080",
    "\u07ff",
    "\u0800",
    "\uffff",
    "0123456789abcdef",
    " ",
    "uid",
    "ts"
  };

  private final Random random;
  private final StringBuilder json = new StringBuilder();

  RandomJson(Random random) {
    this.random = random;
  }

  String of(Schema schema) {
    json.setLength(0);
    space();
    value(schema, 0);
    space();
    return json.toString();
  }

  private void value(Schema schema, int depth) {
    if (depth > 12 || json.length() > 3000 || (depth > 0 && random.nextInt(60) == 0)) {
      json.append(one(STRAY));
      return;
    }
    switch (schema.getType()) {
      case NULL -> json.append("null");
      case BOOLEAN -> json.append(random.nextBoolean());
      case INT, LONG, FLOAT, DOUBLE -> number(schema);
      case STRING -> string(isUuid(schema) ? uuid() : text());
      case BYTES, FIXED -> bytes(schema);
      case ENUM -> string(random.nextInt(9) == 0 ? "OTHER" : one(schema.getEnumSymbols()));
      case ARRAY -> array(schema, depth);
      case MAP -> map(schema, depth);
      case UNION -> value(one(schema.getTypes()), depth + 1);
      case RECORD -> record(schema, depth);
      default -> throw new AssertionError(schema);
    }
  }

  private void number(Schema schema) {
    if (schema.getLogicalType() != null && random.nextBoolean()) {
      string(one(TIMES));
      return;
    }
    String number =
        random.nextInt(3) == 0
            ? one(NUMBERS)
            : random.nextBoolean()
                ? Long.toString(random.nextLong() >> random.nextInt(64))
                : Double.toString(Double.longBitsToDouble(random.nextLong()));
    if (number.contains("N") || number.contains("I")) {
      string(number);
    } else if (random.nextInt(8) == 0) {
      string(number);
    } else {
      json.append(schema.getType() == Schema.Type.FLOAT ? shortened(number) : number);
    }
  }

  private String shortened(String number) {
    return random.nextBoolean() ? number : Float.toString(random.nextFloat());
  }

  private void bytes(Schema schema) {
    if (isUuid(schema)) {
      string(uuid());
    } else if (schema.getLogicalType() != null && random.nextInt(5) > 0) {
      String decimal = (random.nextInt(20000) - 10000) + "." + random.nextInt(1000);
      json.append(random.nextBoolean() ? decimal : one(NUMBERS));
    } else {
      int size = schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : random.nextInt(20);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < size; i++) {
        text.append((char) random.nextInt(256));
      }
      string(text.toString());
    }
  }

  private void array(Schema schema, int depth) {
    int items = depth > 6 ? 0 : size();
    json.append('[');
    for (int i = 0; i < items; i++) {
      comma(i);
      value(schema.getElementType(), depth + 1);
      space();
    }
    json.append(']');
  }

  private void map(Schema schema, int depth) {
    int entries = depth > 6 ? 0 : size();
    json.append('{');
    space();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      comma(i);
      names.add(names.isEmpty() || random.nextInt(5) > 0 ? text() : one(names));
      member(names.get(i));
      value(schema.getValueType(), depth + 1);
      space();
    }
    json.append('}');
  }

  private void record(Schema schema, int depth) {
    List<Schema.Field> members = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      int times = random.nextInt(12);
      boolean omit = times == 0 || (depth > 4 && random.nextBoolean());
      for (int i = omit ? 1 : 0; i < (times == 1 ? 2 : 1); i++) {
        members.add(random.nextInt(members.size() + 1), field);
      }
    }
    json.append('{');
    space();
    int written = 0;
    for (Schema.Field field : members) {
      while (random.nextInt(5) == 0) {
        comma(written++);
        member(text());
        json.append(one(STRAY));
      }
      comma(written++);
      boolean alias = !field.aliases().isEmpty() && random.nextBoolean();
      member(alias ? one(List.copyOf(field.aliases())) : field.name());
      value(field.schema(), depth + 1);
      space();
    }
    json.append('}');
  }

  private int size() {
    if (json.length() > 500) {
      return 0;
    }
    return random.nextInt(10) == 0 ? random.nextInt(80) : random.nextInt(4);
  }

  private void comma(int index) {
    if (index > 0) {
      json.append(',');
      space();
    }
  }

  private void member(String name) {
    string(name);
    space();
    json.append(':');
    space();
  }

  private void space() {
    while (random.nextInt(8) == 0) {
      json.append(" \t\r\n".charAt(random.nextInt(4)));
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(random.nextInt(20) == 0 ? 60 : 5);
    for (int i = 0; i < pieces; i++) {
      text.append(one(TEXT));
    }
    return text.toString();
  }

  private String uuid() {
    String uuid = new java.util.UUID(random.nextLong(), random.nextLong()).toString();
    return switch (random.nextInt(10)) {
      case 0 -> uuid.toUpperCase(java.util.Locale.ROOT);
      case 1 -> uuid.replace("-", "");
      case 2 -> "{" + uuid + "}";
      case 3 -> "urn:uuid:" + uuid;
      default -> uuid;
    };
  }

  private void string(String text) {
    int escaping = random.nextInt(6);
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean must = c == '"' || c == '\\' || c < ' ';
      if (must || random.nextInt(10) < escaping - 3) {
        escape(c);
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private void escape(char c) {
    int known = "\"\\/\b\f\n\r\t".indexOf(c);
    if (known >= 0 && random.nextBoolean()) {
      json.append('\\').append("\"\\/bfnrt".charAt(known));
    } else {
      json.append((random.nextBoolean() ? "\\u%04x" : "\\u%04X").formatted((int) c));
    }
  }

  private static boolean isUuid(Schema schema) {
    return schema.getLogicalType() != null && schema.getLogicalType().getName().equals("uuid");
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
