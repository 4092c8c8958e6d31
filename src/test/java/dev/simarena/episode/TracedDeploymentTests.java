package dev.simarena.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.simarena.trace.Trace;
import dev.simarena.trace.TraceEvent;
import dev.simarena.trace.TraceObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracedDeploymentTests {

    private static final TraceObject WEB = Traces.deployment("shop/web", 1, "\"cpu\": \"1\"");
    private static final TraceObject OTHER_WEB = Traces.deployment("blog/web", 1, "\"cpu\": \"1\"");
    private static final TraceObject DATABASE = Traces.deployment("shop/database", 1, "\"cpu\": \"1\"");

    @Test
    void name_isFoundWithItsNamespace() {
        TracedDeployment found = find("web", Traces.of(DATABASE, WEB));

        assertThat(found.key()).isEqualTo("shop/web");
        assertThat(found.virtualNamespace()).isEqualTo("virtual-shop");
        assertThat(found.deleted()).isFalse();
        assertThat(found.is("virtual-shop", "web")).isTrue();
        assertThat(found.is("virtual-blog", "web")).isFalse();
        assertThat(found.is("virtual-shop", "database")).isFalse();
    }

    @Test
    void unknownName_listsTheDeploymentsAndSuggests() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> find("databse", Traces.of(WEB, DATABASE)))
                .withMessage(
                        "Deployment [databse] is not in trace [t.msgpack]. Did you mean [database]? Available: shop/database, shop/web.");
    }

    @Test
    void wrongNamespace_suggestsTheRightOne() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> find("shp/web", Traces.of(WEB)))
                .withMessage(
                        "Deployment [shp/web] is not in trace [t.msgpack]. Did you mean [shop/web]? Available: shop/web.");
    }

    @Test
    void traceWithoutDeployments_isSaidToHaveNone() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> find("web", Traces.of()))
                .withMessage(
                        "Deployment [web] is not in trace [t.msgpack], which has none. Choose a trace with a Deployment.");
    }

    @Test
    void nameInTwoNamespaces_isAmbiguousUnlessTheNamespaceIsGiven() {
        Trace trace = Traces.of(WEB, OTHER_WEB);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> find("web", trace))
                .withMessage(
                        "Deployment [web] is in several namespaces of trace [t.msgpack]. Name one of blog/web, shop/web.");
        assertThat(find("blog/web", trace).key()).isEqualTo("blog/web");
    }

    @Test
    void lastMention_decidesWhetherItIsDeleted() {
        TraceEvent apply = new TraceEvent(1, List.of(WEB), List.of());
        TraceEvent delete = new TraceEvent(2, List.of(), List.of(WEB));
        TraceEvent both = new TraceEvent(3, List.of(WEB), List.of(WEB));

        assertThat(find("web", Trace.of(List.of(apply, delete))).deleted()).isTrue();
        assertThat(find("web", Trace.of(List.of(delete, new TraceEvent(3, List.of(WEB), List.of()))))
                        .deleted())
                .isFalse();
        assertThat(find("web", Trace.of(List.of(both))).deleted()).isTrue();
    }

    @Test
    void otherKindsOfTheSameName_areNotMeant() {
        TraceObject service = Traces.object(
                "{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"namespace\": \"blog\", \"name\": \"web\"}}");

        assertThat(find("web", Traces.of(service, WEB)).key()).isEqualTo("shop/web");
    }

    private static TracedDeployment find(String deployment, Trace trace) {
        return TracedDeployment.find(SpecBuilder.spec()
                .trace("t.msgpack", trace)
                .deployment(deployment)
                .build());
    }
}
