package io.framecount.loader.command.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.framecount.common.json.Json;
import java.util.Iterator;
import java.util.Map;

/**
 * A schema as people write one: a short array or object, such as a field, in one line, longer ones
 * broken up.
 */
final class SchemaText {
  private static final int WIDTH = 110;

  private SchemaText() {}

  static String pretty(String schema) {
    StringBuilder text = new StringBuilder();
    append(text, SchemaJson.parsed(schema), 0);
    return text.toString();
  }

  private static void append(StringBuilder text, JsonNode node, int indent) {
    String line = line(node);
    if (!node.isContainerNode() || (indent > 0 && indent + line.length() <= WIDTH)) {
      text.append(line);
    } else if (node.isArray()) {
      text.append('[');
      Iterator<JsonNode> items = node.elements();
      while (items.hasNext()) {
        newLine(text, indent + 2);
        append(text, items.next(), indent + 2);
        text.append(items.hasNext() ? "," : "");
      }
      newLine(text, indent);
      text.append(']');
    } else {
      object(text, node, indent);
    }
  }

  private static void object(StringBuilder text, JsonNode node, int indent) {
    text.append('{');
    Iterator<Map.Entry<String, JsonNode>> members = node.properties().iterator();
    while (members.hasNext()) {
      Map.Entry<String, JsonNode> member = members.next();
      newLine(text, indent + 2);
      text.append(quoted(member.getKey())).append(": ");
      append(text, member.getValue(), indent + 2);
      text.append(members.hasNext() ? "," : "");
    }
    newLine(text, indent);
    text.append('}');
  }

  private static String line(JsonNode node) {
    if (node.isArray()) {
      StringBuilder items = new StringBuilder("[");
      node.forEach(item -> items.append(items.length() > 1 ? ", " : "").append(line(item)));
      return items.append(']').toString();
    }
    if (node.isObject()) {
      StringBuilder members = new StringBuilder("{");
      node.properties()
          .forEach(
              member ->
                  members
                      .append(members.length() > 1 ? ", " : "")
                      .append(quoted(member.getKey()))
                      .append(": ")
                      .append(line(member.getValue())));
      return members.append('}').toString();
    }
    return node.toString();
  }

  private static void newLine(StringBuilder text, int indent) {
    text.append(System.lineSeparator()).append(" ".repeat(indent));
  }

  private static String quoted(String text) {
    return Json.text(Json.mapper(), text);
  }
}
