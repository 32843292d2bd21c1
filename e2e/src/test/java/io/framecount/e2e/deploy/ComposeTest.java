package io.framecount.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks docker-compose.yml without a container engine. */
class ComposeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void opensPortsToThisMachineOnly() throws IOException {
    List<String> ports = new ArrayList<>();
    services("docker-compose.yml")
        .forEach(service -> service.path("ports").forEach(port -> ports.add(port.asText())));
    assertThat(ports)
        .hasSizeGreaterThan(3)
        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
  }

  @Test
  void bringsUpAllButMonitoringUnlessAsked() throws IOException {
    List<String> asked = new ArrayList<>();
    JsonNode services = services("docker-compose.yml");
    services
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (services.get(name).has("profiles")) {
                asked.add(name);
              }
            });
    assertThat(asked).containsExactlyInAnyOrder("prometheus", "grafana");
  }

  /** The page refuses other host names only if none were allowed. */
  @Test
  void pageAnswersToItsOwnNamesOnly() throws IOException {
    JsonNode command = services("docker-compose.yml").at("/page/command");
    assertThat(command.toString()).contains("--ui-host").doesNotContain("--ui-name");
  }

  @Test
  void everyRegistryHasAnAddress() throws IOException {
    Iterator<String> names = services("deploy/registry/services.yml").fieldNames();
    assertThat(names).toIterable().containsExactlyInAnyOrder("confluent", "apicurio");
    for (String name : List.of("confluent", "apicurio")) {
      assertThat(ROOT.resolve("deploy/registry/" + name + ".env"))
          .content()
          .contains("SCHEMA_REGISTRY_URL=http://registry:8081");
    }
    assertThat(Files.readAllLines(ROOT.resolve(".env"))).contains("REGISTRY=confluent");
  }

  private static JsonNode services(String file) throws IOException {
    return new YAMLMapper().readTree(ROOT.resolve(file).toFile()).get("services");
  }
}
