package dev.lovage.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every way in which values are refused, with what is said.
class RefusedTest {
    private static final String SECRET = "{name: DB_PASSWORD, value: hunter2}";

    private static void refuses(String patch, String said) {
        assertThatThrownBy(() -> Chart.LOVAGE.renderWith("minimal.yaml", "{" + patch + "}"))
                .hasMessageContaining(said);
    }

    /// By the templates, in words.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    temporal: {target: ''}              | temporal.target is required: the host and port of your Temporal
                    kafka: {servers: ''}                | kafka.servers is required: the bootstrap servers
                    database: {url: ''}                 | database.url is required: the JDBC address
                    database: {existingSecret: ''}      | database.existingSecret is required: the Secret that holds
                    temporal: {address: "t:7233"}       | temporal.address is gone: use temporal.target
                    worker: {replicas: 3}               | worker is gone: use workers.<pool>
                    workers: {default: {queues: []}}    | workers.default.queues is empty
                    workers: {default: {stopGraceSeconds: 60}} | workers.default.terminationGracePeriodSeconds is 60: at least stopGraceSeconds + 30 = 90
                    workers: {default: {versioning: worker-controller, autoscaling: {kind: keda}}} | workers.default.autoscaling.kind is keda: with versioning worker-controller
                    workers: {default: {autoscaling: {kind: hpa, minReplicas: 11}}} | workers.default.autoscaling.minReplicas is more than maxReplicas
                    api: {preStopSeconds: 20}           | api.terminationGracePeriodSeconds is 45: at least preStopSeconds + 30 = 50
                    console: {autoscaling: {enabled: true, minReplicas: 7}} | console.autoscaling.minReplicas is more than maxReplicas
                    api: {extraEnv: [{name: LOVAGE_SERVER_PORT, value: "1"}]} | api.extraEnv: LOVAGE_SERVER_PORT is set by the chart
                    ingress: {enabled: true}            | ingress.enabled: set ingress.console.host, ingress.api.host or both
                    ingress: {enabled: true, console: {host: a.b}, api: {host: a.b}} | are the same: each needs a host of its own
                    ingress: {enabled: true, console: {host: a.b}}, console: {enabled: false} | console.enabled is false, and the console has a host
                    ingress: {enabled: true}, httpRoute: {enabled: true} | choose one way in
                    httpRoute: {enabled: true}          | name your Gateway in httpRoute.parentRefs
                    httpRoute: {enabled: true, parentRefs: [{name: public}]} | set httpRoute.console.hostnames, httpRoute.api.hostnames or both
                    temporal: {apiKey: {existingSecret: a}} | temporal.tls.enabled is false, and certificates or a key
                    kafka: {tls: {caSecret: a}}         | kafka.protocol is PLAINTEXT: use SSL or SASL_SSL
                    kafka: {protocol: SASL_SSL}         | kafka.protocol is SASL_SSL: set kafka.sasl.user
                    kafka: {protocol: SSL, sasl: {user: a}} | kafka.sasl names a user, and kafka.protocol is SSL
                    serviceMonitor: {enabled: true}     | the api's metrics need a token
                    """)
    void saysTheWayOut(String patch, String said) {
        refuses(patch, said);
    }

    @ParameterizedTest
    @CsvSource({"api", "console"})
    void refusesASecretInTheValues(String part) {
        refuses(
                part + ": {extraEnv: [" + SECRET + "]}",
                part + ".extraEnv: DB_PASSWORD looks like a secret");
    }

    @Test
    void refusesASecretInAPool() {
        refuses(
                "workers: {default: {extraEnv: [" + SECRET + "]}}",
                "workers.default.extraEnv: DB_PASSWORD looks like a secret");
    }

    /// By the schema, which names the place.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    apii: {replicas: 3}                      | apii
                    api: {replica: 3}                        | replica
                    api: {replicas: 0}                       | replicas
                    api: {replicas: "3"}                     | replicas
                    api: {image: {digest: "sha256:1"}}       | digest
                    temporal: {target: "http://t:7233"}      | target
                    temporal: {retention: a week}            | retention
                    kafka: {servers: kafka}                  | servers
                    kafka: {protocol: TLS}                   | protocol
                    kafka: {sasl: {password: hunter2}}       | password
                    database: {url: "postgres://pg/lovage"}  | url
                    database: {password: hunter2}            | password
                    migrations: {run: sometimes}             | run
                    workers: {Default: {queues: [default]}}  | Default
                    workers: {a-pool-with-a-long-name: {queues: [default]}} | a-pool-with-a-long-name
                    workers: {default: {autoscaling: {kind: keda, minReplicas: 0}}} | minReplicas
                    workers: {default: {versioning: pinned}} | versioning
                    workers: {default: {queue: [default]}}   | queue
                    fullnameOverride: a-name-that-is-longer-than-32-characters | fullnameOverride
                    trial: {waitSeconds: 600}                | waitSeconds
                    """)
    void refusesWhatTheSchemaDoesNotHave(String patch, String place) {
        refuses(patch, place);
    }

    @Test
    void knowsTheChartThatTheMessageNames() {
        assertThat(Chart.STARTER.tree("Chart.yaml").path("name").asText())
                .isEqualTo("lovage-starter");
    }
}
