package io.framecount.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.framecount.common.cli.Interruption;
import io.framecount.counter.command.CounterCommand;
import io.framecount.loader.command.LoaderCommand;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Checks the Kubernetes resources against Kubernetes' types, our commands, and each other. */
class KubernetesTest {
  private static final Manifests BASE = Manifests.of("base");
  private static final Manifests PRODUCTION = Manifests.of("overlays/production");
  private static final BigDecimal MIB = BigDecimal.valueOf(1 << 20);

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/production"})
  void everyFileIsListedAndOfKnownFields(String directory) {
    Manifests manifests = Manifests.of(directory);
    List<String> listed = listed(manifests.tree("kustomization.yaml"));
    for (String file : manifests.files()) {
      if (!file.equals("kustomization.yaml")) {
        assertThatCode(() -> manifests.resource(file)).as(file).doesNotThrowAnyException();
        assertThat(listed.contains(file) || file.contains(".example.")).as(file).isTrue();
      }
    }
    assertThat(manifests.files()).containsAll(listed);
  }

  @Test
  void patchesAreOfResourcesThatTheBaseHas() {
    List<String> known = new ArrayList<>();
    listed(BASE.tree("kustomization.yaml")).forEach(file -> known.add(identity(BASE.tree(file))));
    for (String patch : patches(PRODUCTION.tree("kustomization.yaml"))) {
      assertThat(known).as(patch).contains(identity(PRODUCTION.tree(patch)));
    }
  }

  static List<PodSpec> pods() {
    return List.of(
        BASE.resource("counter.yaml", Deployment.class).getSpec().getTemplate().getSpec(),
        BASE.resource("loader.yaml", Job.class).getSpec().getTemplate().getSpec());
  }

  @ParameterizedTest
  @MethodSource("pods")
  void podsMayDoNothingThatTheyNeedNot(PodSpec pod) {
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    var container = only(pod).getSecurityContext();
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
  }

  @ParameterizedTest
  @MethodSource("pods")
  void podsHaveTheTimeAndTheMemoryThatTheLaunchersCountOn(PodSpec pod) {
    assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(Interruption.PATIENCE_SECONDS);
    Quantity memory = only(pod).getResources().getLimits().get("memory");
    assertThat(memory).isEqualTo(only(pod).getResources().getRequests().get("memory"));
    int heap = Heap.ofLauncher(only(pod).getArgs().get(0));
    assertThat(Quantity.getAmountInBytes(memory).divide(MIB))
        .isGreaterThanOrEqualTo(BigDecimal.valueOf(2L * heap));
  }

  @Test
  void commandsTakeTheirArguments() {
    for (String arguments : List.of("counter.yaml", "loader.yaml")) {
      parse(arguments(BASE.tree(arguments)));
    }
    for (String patch : List.of("credentials-counter.yaml", "credentials-loader.yaml")) {
      parse(arguments(PRODUCTION.tree(patch)));
    }
  }

  @Test
  void probesAskWhatTheCounterServes() {
    Container counter = only(pods().get(0));
    assertThat(counter.getArgs()).contains("--metrics-port=9464", "--metrics-host=0.0.0.0");
    assertThat(counter.getPorts().get(0).getContainerPort()).isEqualTo(9464);
    assertThat(path(counter.getStartupProbe())).isEqualTo("/healthz");
    assertThat(path(counter.getLivenessProbe())).isEqualTo("/healthz");
    assertThat(path(counter.getReadinessProbe())).isEqualTo("/readyz");
  }

  @Test
  void scalingLooksAtTheGroupThatCounts() {
    var addresses = BASE.resource("configmap.yaml", ConfigMap.class).getData();
    for (Manifests manifests : List.of(BASE, PRODUCTION)) {
      String file = manifests.equals(BASE) ? "counter-scaling.yaml" : "scaling.yaml";
      var trigger = manifests.resource(file, ScaledObject.class).spec().triggers().get(0);
      String topic = addresses.get("FRAMECOUNT_TOPIC");
      assertThat(trigger.metadata().topic()).isEqualTo(topic);
      assertThat(trigger.metadata().consumerGroup())
          .isEqualTo("framecount-%s-counts-combiner".formatted(topic));
    }
    assertThat(servers(BASE, "counter-scaling.yaml"))
        .isEqualTo(addresses.get("KAFKA_BOOTSTRAP_SERVERS"));
    assertThat(servers(PRODUCTION, "scaling.yaml"))
        .isEqualTo(
            PRODUCTION
                .resource("addresses.yaml", ConfigMap.class)
                .getData()
                .get("KAFKA_BOOTSTRAP_SERVERS"));
  }

  private static String servers(Manifests manifests, String file) {
    ScaledObject scaled = manifests.resource(file, ScaledObject.class);
    return scaled.spec().triggers().get(0).metadata().bootstrapServers();
  }

  private static void parse(List<String> command) {
    Object parsed = command.get(0).equals("counter") ? new CounterCommand() : new LoaderCommand();
    String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
    CommandLine line = new CommandLine(parsed).setCaseInsensitiveEnumValuesAllowed(true);
    assertThatCode(() -> line.parseArgs(arguments)).doesNotThrowAnyException();
  }

  private static List<String> arguments(JsonNode workload) {
    List<String> arguments = new ArrayList<>();
    workload.at("/spec/template/spec/containers/0/args").forEach(a -> arguments.add(a.asText()));
    return arguments;
  }

  private static List<String> listed(JsonNode kustomization) {
    List<String> files = new ArrayList<>();
    for (JsonNode resource : kustomization.path("resources")) {
      if (resource.asText().endsWith(".yaml")) {
        files.add(resource.asText());
      }
    }
    files.addAll(patches(kustomization));
    return files;
  }

  private static List<String> patches(JsonNode kustomization) {
    return kustomization.path("patches").findValuesAsText("path");
  }

  private static String identity(JsonNode resource) {
    return "%s %s %s"
        .formatted(
            resource.path("apiVersion").asText(),
            resource.path("kind").asText(),
            resource.at("/metadata/name").asText());
  }

  private static String path(Probe probe) {
    return probe.getHttpGet().getPath();
  }

  private static Container only(PodSpec pod) {
    assertThat(pod.getContainers()).hasSize(1);
    return pod.getContainers().get(0);
  }
}
