package io.framecount.loader.convert;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.framecount.loader.convert.ConvertOptions.UnknownFields;
import io.framecount.loader.convert.StrictJson.Num;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * The slow and plain way from JSON to Avro: a tree, a GenericRecord, Avro's own encoder, BigDecimal
 * and java.time. It shares no code with the converter, only its rules.
 */
final class ReferenceConverter {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "((?:[0-9]{4}|[+-][0-9]{4,9})-[0-9]{2}-[0-9]{2})(?:[Tt ]("
              + TIME.pattern()
              + ")( ?(?:[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)"
              + "(?:\\[[A-Za-z0-9:/_+-]+\\]|(?<=00) UTC)?)?)?");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern OTHER_UUID_TEXT =
      Pattern.compile("[{].*[}]|urn:uuid:.*|[0-9a-fA-F]{32}");

  private final Schema schema;
  private final ConvertOptions options;

  ReferenceConverter(Schema schema, ConvertOptions options) {
    this.schema = schema;
    this.options = options;
  }

  /** What does not fit; only that it was thrown matters. */
  static final class Misfit extends Exception {
    private static final long serialVersionUID = 1L;

    Misfit(String message) {
      super(message, null, false, false);
    }
  }

  /** The record in Avro binary, or null if it is rejected. */
  byte[] convert(byte[] json, int from, int to) {
    try {
      return convert(StrictJson.parse(json, from, to));
    } catch (IOException e) {
      return null;
    }
  }

  /** As above, of a value that {@link StrictJson} has parsed. */
  byte[] convert(Object json) throws IOException {
    try {
      return encode(value(schema, json, false));
    } catch (Misfit e) {
      return null;
    }
  }

  private byte[] encode(Object record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema, new GenericData()).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private Object value(Schema type, Object json, boolean exact) throws Misfit {
    String logical = type.getLogicalType() == null ? "" : type.getLogicalType().getName();
    return switch (type.getType()) {
      case NULL -> {
        require(json == null, "null");
        yield null;
      }
      case BOOLEAN -> {
        require(json instanceof Boolean, "boolean");
        yield json;
      }
      case INT -> intValue(logical, json, exact);
      case LONG -> longValue(logical, json, exact);
      case FLOAT -> floatValue(json, exact, false);
      case DOUBLE -> doubleValue(json, exact);
      case STRING -> {
        boolean number = json instanceof Num && !logical.equals("uuid") && !exact;
        String text = number ? numeral(json) : text(json);
        yield logical.equals("uuid") ? uuid(text, exact).toString() : text;
      }
      case BYTES -> ByteBuffer.wrap(bytes(type, json, exact));
      case FIXED -> fixed(type, logical, json, exact);
      case ENUM -> enumValue(type, json, exact);
      case ARRAY -> array(type, json, exact);
      case MAP -> map(type, json, exact);
      case UNION -> union(type, json, exact);
      case RECORD -> record(type, json, exact);
    };
  }

  /** As the counter writes a user that is a number. */
  private static String numeral(Object json) throws Misfit {
    BigDecimal written = number(json, false);
    String text = numberText(json);
    if (text.matches("-?[0-9]+")) {
      return text.equals("-0") ? "0" : text;
    }
    double nearest = Double.parseDouble(text);
    require(!Double.isInfinite(nearest), "range");
    require(nearest != 0 || written.signum() == 0, "range");
    return NumberOutput.toString(nearest, true);
  }

  private Integer intValue(String logical, Object json, boolean exact) throws Misfit {
    if (logical.equals("date") && json instanceof String text) {
      checkText(text);
      LocalDate date = date(text);
      if (date != null) {
        require((int) date.toEpochDay() == date.toEpochDay(), "range");
        return (int) date.toEpochDay();
      }
    }
    if (logical.equals("time-millis") && json instanceof String text) {
      checkText(text);
      LocalTime time = time(text);
      if (time != null) {
        return (int) (time.toNanoOfDay() / 1_000_000);
      }
    }
    BigInteger whole = whole(json, exact);
    require(whole.bitLength() <= 31, "range");
    if (logical.equals("time-millis")) {
      require(whole.signum() >= 0 && whole.longValue() < 86_400_000L, "range");
    }
    return whole.intValue();
  }

  private Long longValue(String logical, Object json, boolean exact) throws Misfit {
    if (logical.contains("timestamp-")) {
      return timestamp(logical, json, exact);
    }
    if (logical.equals("time-micros") && json instanceof String text) {
      checkText(text);
      LocalTime time = time(text);
      if (time != null) {
        return time.toNanoOfDay() / 1_000;
      }
    }
    BigInteger whole = whole(json, exact);
    require(whole.bitLength() <= 63, "range");
    if (logical.equals("time-micros")) {
      require(whole.signum() >= 0 && whole.longValue() < 86_400_000_000L, "range");
    }
    return whole.longValue();
  }

  private Long timestamp(String logical, Object json, boolean exact) throws Misfit {
    int power = logical.endsWith("millis") ? 3 : logical.endsWith("micros") ? 6 : 9;
    BigDecimal seconds = null;
    if (json instanceof String text) {
      checkText(text);
      seconds = isoSeconds(text, logical.startsWith("local"));
    }
    if (seconds == null) {
      BigDecimal number = number(json, exact);
      BigDecimal magnitude = number.abs();
      int given =
          switch (options.epochUnit()) {
            case SECONDS -> 0;
            case MILLIS -> 3;
            case MICROS -> 6;
            case NANOS -> 9;
            case AUTO ->
                magnitude.compareTo(new BigDecimal("1e11")) < 0
                    ? 0
                    : magnitude.compareTo(new BigDecimal("1e14")) < 0
                        ? 3
                        : magnitude.compareTo(new BigDecimal("1e17")) < 0 ? 6 : 9;
          };
      seconds = number.movePointLeft(given);
    }
    BigDecimal units = seconds.movePointRight(power);
    require(units.abs().compareTo(new BigDecimal("1e19")) < 0, "range");
    BigInteger floor =
        units.abs().compareTo(new BigDecimal("1e-40")) < 0
            ? BigInteger.valueOf(units.signum() < 0 ? -1 : 0)
            : units.setScale(0, RoundingMode.FLOOR).toBigInteger();
    require(floor.bitLength() <= 63, "range");
    return floor.longValue();
  }

  private static BigDecimal isoSeconds(String text, boolean local) throws Misfit {
    Matcher matcher = DATE_TIME.matcher(text);
    LocalDate date = matcher.matches() ? date(matcher.group(1)) : null;
    if (date == null) {
      return null;
    }
    LocalTime time = matcher.group(2) == null ? LocalTime.MIDNIGHT : time(matcher.group(2));
    String zone = matcher.group(7);
    if (time == null) {
      return null;
    }
    require(zone == null || !local, "offset");
    int offset = 0;
    String signed = zone == null ? "" : zone.strip().replaceFirst("( UTC|\\[.*)$", "");
    if (signed.startsWith("+") || signed.startsWith("-")) {
      String digits = signed.substring(1).replace(":", "");
      int hours = Integer.parseInt(digits.substring(0, 2));
      int minutes = digits.length() == 4 ? Integer.parseInt(digits.substring(2)) : 0;
      require(hours <= 23 && minutes <= 59, "offset");
      offset = (hours * 3600 + minutes * 60) * (signed.charAt(0) == '-' ? -1 : 1);
      require(offset == 0 || !zone.endsWith(" UTC"), "offset");
    }
    long second = LocalDateTime.of(date, time).toEpochSecond(ZoneOffset.UTC) - offset;
    return BigDecimal.valueOf(second)
        .add(BigDecimal.valueOf(time.toNanoOfDay() % 1_000_000_000, 9));
  }

  private static LocalDate date(String text) {
    try {
      Matcher date =
          Pattern.compile("([0-9]{4}|[+-][0-9]{4,9})-([0-9]{2})-([0-9]{2})").matcher(text);
      return date.matches()
          ? LocalDate.of(
              Integer.parseInt(date.group(1)),
              Integer.parseInt(date.group(2)),
              Integer.parseInt(date.group(3)))
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalTime time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    String second = matcher.group(3) == null ? "0" : matcher.group(3);
    String fraction = ((matcher.group(4) == null ? "" : matcher.group(4)) + "000000000");
    try {
      return LocalTime.of(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          Integer.parseInt(second),
          Integer.parseInt(fraction.substring(0, 9)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Object floatValue(Object json, boolean exact, boolean keeping) throws Misfit {
    if (json instanceof String text && !exact && special(text) != null) {
      return special(text).floatValue();
    }
    BigDecimal written = number(json, exact);
    float nearest = Float.parseFloat(numberText(json));
    if (written.signum() != 0) {
      require(!Float.isInfinite(nearest) && nearest != 0, "range");
      boolean mayRound = !exact && !keeping && !numberText(json).matches("-?[0-9]+");
      require(mayRound || keeps(written, nearest, Float.toString(nearest)), "inexact");
    }
    return nearest;
  }

  private Object doubleValue(Object json, boolean exact) throws Misfit {
    if (json instanceof String text && !exact && special(text) != null) {
      return special(text);
    }
    BigDecimal written = number(json, exact);
    double nearest = Double.parseDouble(numberText(json));
    if (written.signum() != 0) {
      require(!Double.isInfinite(nearest) && nearest != 0, "range");
      boolean mayRound = !exact && !numberText(json).matches("-?[0-9]+");
      require(mayRound || keeps(written, nearest, Double.toString(nearest)), "inexact");
    }
    return nearest;
  }

  private static boolean keeps(BigDecimal written, double nearest, String printed) {
    BigDecimal stripped = written.stripTrailingZeros();
    BigDecimal half = new BigDecimal(BigInteger.valueOf(5), stripped.scale() + 1);
    boolean recovered = new BigDecimal(nearest).subtract(stripped).abs().compareTo(half) <= 0;
    return recovered || new BigDecimal(printed).compareTo(stripped) == 0;
  }

  private static Double special(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  private byte[] bytes(Schema type, Object json, boolean exact) throws Misfit {
    if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal
        && !(json instanceof String && options.avroJson())) {
      BigDecimal number = number(json, exact);
      BigDecimal limit = BigDecimal.ONE.movePointRight(decimal.getPrecision() - decimal.getScale());
      require(number.abs().compareTo(limit) < 0, "range");
      BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
      require(stripped.scale() <= decimal.getScale(), "scale");
      return stripped.setScale(decimal.getScale()).unscaledValue().toByteArray();
    }
    String text = text(json);
    require(text.chars().allMatch(c -> c <= 0xFF), "bytes");
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      require(bytes.length > 0, "length");
      BigDecimal number = new BigDecimal(new BigInteger(bytes));
      require(number.precision() <= decimal.getPrecision(), "range");
    }
    return bytes;
  }

  private static UUID uuid(String text, boolean exact) throws Misfit {
    String bare = text;
    if (!exact && OTHER_UUID_TEXT.matcher(text).matches()) {
      bare = text.replaceFirst("^([{]|urn:uuid:)", "").replaceFirst("[}]$", "");
      if (bare.length() == 32) {
        bare = bare.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
      }
    }
    require(UUID_TEXT.matcher(bare).matches(), "uuid");
    return UUID.fromString(bare);
  }

  private Object fixed(Schema type, String logical, Object json, boolean exact) throws Misfit {
    if (logical.equals("uuid")) {
      UUID uuid = uuid(text(json), exact);
      ByteBuffer both = ByteBuffer.allocate(16);
      both.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
      return new GenericData.Fixed(type, both.array());
    }
    byte[] bytes = bytes(type, json, exact);
    int size = type.getFixedSize();
    if (logical.equals("decimal") && !(json instanceof String && options.avroJson())) {
      byte[] padded = new byte[size];
      Arrays.fill(padded, (byte) (bytes[0] < 0 ? -1 : 0));
      System.arraycopy(bytes, 0, padded, size - bytes.length, bytes.length);
      return new GenericData.Fixed(type, padded);
    }
    require(bytes.length == size, "length");
    return new GenericData.Fixed(type, bytes);
  }

  private static Object enumValue(Schema type, Object json, boolean exact) throws Misfit {
    String text = text(json);
    if (!type.hasEnumSymbol(text)) {
      require(!exact && type.getEnumDefault() != null, "symbol");
      return new GenericData.EnumSymbol(type, type.getEnumDefault());
    }
    return new GenericData.EnumSymbol(type, text);
  }

  private Object array(Schema type, Object json, boolean exact) throws Misfit {
    require(json instanceof List, "array");
    List<Object> items = new ArrayList<>();
    for (Object item : (List<?>) json) {
      items.add(value(type.getElementType(), item, exact));
    }
    return items;
  }

  private Object map(Schema type, Object json, boolean exact) throws Misfit {
    require(json instanceof Map, "map");
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) json).entrySet()) {
      entries.put(text(entry.getKey()), value(type.getValueType(), entry.getValue(), exact));
    }
    return entries;
  }

  private Object union(Schema type, Object json, boolean exact) throws Misfit {
    if (options.avroJson() && json instanceof Map<?, ?> members && members.size() == 1) {
      Object tag = members.keySet().iterator().next();
      Schema tagged = tagged(type, tag);
      if (tagged != null) {
        return value(tagged, members.get(tag), exact);
      }
    }
    for (boolean pass : exact ? new boolean[] {true} : new boolean[] {true, false}) {
      for (Schema branch : pass ? type.getTypes() : bySimilarity(type, json)) {
        try {
          return branch.getType() == Schema.Type.FLOAT && type.getIndexNamed("double") != null
              ? floatValue(json, pass, true)
              : branch(branch, json, pass);
        } catch (Misfit e) {
          // The next one may fit.
        }
      }
    }
    throw new Misfit("no branch");
  }

  private static Schema tagged(Schema union, Object tag) {
    List<Schema> branches =
        union.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    for (Schema branch : branches) {
      if (branch.getFullName().equals(tag)) {
        return branch;
      }
    }
    List<Schema> named = branches.stream().filter(type -> type.getName().equals(tag)).toList();
    return named.size() == 1 ? named.get(0) : null;
  }

  /** Records in the order of how many members they take, in the places of records. */
  private static List<Schema> bySimilarity(Schema union, Object json) {
    List<Schema> order = new ArrayList<>(union.getTypes());
    if (json instanceof Map<?, ?> members) {
      List<Schema> records = new ArrayList<>();
      order.stream().filter(type -> type.getType() == Schema.Type.RECORD).forEach(records::add);
      records.sort(Comparator.comparingInt(type -> -matches(type, members)));
      order.replaceAll(type -> type.getType() == Schema.Type.RECORD ? records.remove(0) : type);
    }
    return order;
  }

  private static int matches(Schema record, Map<?, ?> members) {
    return (int)
        members.keySet().stream()
            .filter(
                name ->
                    record.getFields().stream()
                        .anyMatch(
                            field -> field.name().equals(name) || field.aliases().contains(name)))
            .count();
  }

  /** A record in a union, or in a map in one, needs a member that it knows, if there are any. */
  private Object branch(Schema type, Object json, boolean exact) throws Misfit {
    if (type.getType() == Schema.Type.RECORD && json instanceof Map<?, ?> members) {
      require(members.isEmpty() || matches(type, members) > 0, "foreign");
    }
    if (type.getType() == Schema.Type.MAP && json instanceof Map<?, ?> members) {
      Map<String, Object> entries = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : members.entrySet()) {
        entries.put(text(entry.getKey()), branch(type.getValueType(), entry.getValue(), exact));
      }
      return entries;
    }
    return value(type, json, exact);
  }

  private Object record(Schema type, Object json, boolean exact) throws Misfit {
    require(json instanceof Map, "record");
    Map<?, ?> members = new LinkedHashMap<>((Map<?, ?>) json);
    GenericData.Record record = new GenericData.Record(type);
    List<Object> known = new ArrayList<>();
    for (Schema.Field field : type.getFields()) {
      known.add(field.name());
      known.addAll(field.aliases());
      record.put(field.pos(), field(type, field, members, exact));
    }
    members.keySet().removeAll(known);
    boolean unknownAllowed = !exact && options.unknownFields() != UnknownFields.FAIL;
    require(members.isEmpty() || unknownAllowed, "unknown field");
    return record;
  }

  private Object field(Schema type, Schema.Field field, Map<?, ?> members, boolean exact)
      throws Misfit {
    List<String> names = new ArrayList<>(List.of(field.name()));
    field.aliases().stream().sorted().filter(a -> type.getField(a) == null).forEach(names::add);
    for (String name : names) {
      if (members.containsKey(name)) {
        return value(field.schema(), members.get(name), exact);
      }
    }
    if (field.hasDefaultValue()) {
      return GenericData.get().getDefaultValue(field);
    }
    require(field.schema().isNullable(), "missing " + field.name());
    return null;
  }

  private static BigInteger whole(Object json, boolean exact) throws Misfit {
    BigDecimal number = number(json, exact);
    require(!exact || ((Num) json).text().matches("-?[0-9]+"), "whole");
    require(number.abs().compareTo(new BigDecimal("1e19")) < 0, "range");
    BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    require(stripped.scale() <= 0, "fraction");
    return stripped.toBigInteger();
  }

  private static BigDecimal number(Object json, boolean exact) throws Misfit {
    require(json instanceof Num || (json instanceof String && !exact), "number");
    String text = numberText(json);
    require(NUMBER.matcher(text).matches() && text.length() <= 1000, "number");
    if (text.matches("-?[0.]*([eE].*)?")) {
      return BigDecimal.ZERO;
    }
    // Exponents that no type holds, and BigDecimal refuses, are all the same.
    Matcher exponent = Pattern.compile("[eE]([+-]?)0*([1-9][0-9]{5,})").matcher(text);
    return exponent.find()
        ? new BigDecimal(text.substring(0, exponent.start()) + "e" + exponent.group(1) + "99999")
        : new BigDecimal(text);
  }

  private static String numberText(Object json) {
    return json instanceof Num number ? number.text() : json.toString();
  }

  private static String text(Object json) throws Misfit {
    require(json instanceof String, "string");
    checkText((String) json);
    return (String) json;
  }

  private static void checkText(String text) throws Misfit {
    require(StandardCharsets.UTF_8.newEncoder().canEncode(text), "lone surrogate");
  }

  private static void require(boolean good, String what) throws Misfit {
    if (!good) {
      throw new Misfit(what);
    }
  }
}
