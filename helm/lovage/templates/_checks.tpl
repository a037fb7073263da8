{{/* What the schema cannot say, and what was renamed. Every message names the value and the way out. */}}

{{/* Keys that are gone, each with what replaces it. */}}
{{- define "lovage.removedKeys" -}}
temporal.address: temporal.target
worker: workers.<pool>, and workerDefaults for what all pools share
{{- end }}

{{- define "lovage.removed" -}}
{{- range $path, $now := include "lovage.removedKeys" . | fromYaml }}
{{- $at := $.Values }}
{{- range splitList "." $path }}
{{- $at = ternary (get (default dict $at) .) nil (and (kindIs "map" $at) (hasKey (default dict $at) .)) }}
{{- end }}
{{- if not (kindIs "invalid" $at) }}
{{- fail (printf "%s is gone: use %s" $path $now) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "lovage.required" -}}
{{- range $path, $hint := dict
    "temporal.target" "the host and port of your Temporal, such as temporal-frontend.temporal:7233"
    "kafka.servers" "the bootstrap servers of your Kafka, such as kafka-bootstrap.kafka:9092"
    "database.url" "the JDBC address of your PostgreSQL, such as jdbc:postgresql://pg.db:5432/lovage"
    "database.existingSecret" "the Secret that holds the password of database.user under the key database.passwordKey" }}
{{- $parts := splitList "." $path }}
{{- if not (get (get $.Values (first $parts)) (last $parts)) }}
{{- fail (printf "%s is required: %s. For a look without servers of your own there is the chart lovage-starter." $path $hint) }}
{{- end }}
{{- end }}
{{- end }}

{{/* (dict "at" "api.extraEnv" "env" list) */}}
{{- define "lovage.checkEnv" -}}
{{- range .env }}
{{- if and (hasKey . "value") (regexMatch "(?i)(password|passwd|secret|token|credential|api_?key|private_?key)" .name) }}
{{- fail (printf "%s: %s looks like a secret and stands in the values: use valueFrom.secretKeyRef" $.at .name) }}
{{- end }}
{{- if hasPrefix "LOVAGE_" .name }}
{{- fail (printf "%s: %s is set by the chart: look for its value in README.md" $.at .name) }}
{{- end }}
{{- end }}
{{- end }}

{{/* (dict "name" "default" "pool" $pool) */}}
{{- define "lovage.checkPool" -}}
{{- $at := printf "workers.%s" .name }}
{{- if not .pool.queues }}
{{- fail (printf "%s.queues is empty: name the queues that this pool serves, such as [default]" $at) }}
{{- end }}
{{- $least := add .pool.stopGraceSeconds 30 | int }}
{{- if lt (int .pool.terminationGracePeriodSeconds) $least }}
{{- fail (printf "%s.terminationGracePeriodSeconds is %d: at least stopGraceSeconds + 30 = %d, or running tasks are killed" $at (int .pool.terminationGracePeriodSeconds) $least) }}
{{- end }}
{{- if and (ne .pool.versioning "none") (ne .pool.autoscaling.kind "none") }}
{{- fail (printf "%s.autoscaling.kind is %s: with versioning %s the controller owns the Deployments, use none" $at .pool.autoscaling.kind .pool.versioning) }}
{{- end }}
{{- if gt (int .pool.autoscaling.minReplicas) (int .pool.autoscaling.maxReplicas) }}
{{- fail (printf "%s.autoscaling.minReplicas is more than maxReplicas" $at) }}
{{- end }}
{{- include "lovage.checkEnv" (dict "at" (printf "%s.extraEnv" $at) "env" .pool.extraEnv) }}
{{- end }}

{{/* (dict "at" "api" "part" .Values.api) */}}
{{- define "lovage.checkPart" -}}
{{- $least := add .part.preStopSeconds 30 | int }}
{{- if lt (int .part.terminationGracePeriodSeconds) $least }}
{{- fail (printf "%s.terminationGracePeriodSeconds is %d: at least preStopSeconds + 30 = %d" .at (int .part.terminationGracePeriodSeconds) $least) }}
{{- end }}
{{- if and .part.autoscaling.enabled (gt (int .part.autoscaling.minReplicas) (int .part.autoscaling.maxReplicas)) }}
{{- fail (printf "%s.autoscaling.minReplicas is more than maxReplicas" .at) }}
{{- end }}
{{- include "lovage.checkEnv" (dict "at" (printf "%s.extraEnv" .at) "env" .part.extraEnv) }}
{{- end }}

{{- define "lovage.checkWays" -}}
{{- if and .Values.ingress.enabled .Values.httpRoute.enabled }}
{{- fail "ingress.enabled and httpRoute.enabled: choose one way in" }}
{{- end }}
{{- if and .Values.ingress.enabled (not (or .Values.ingress.console.host .Values.ingress.api.host)) }}
{{- fail "ingress.enabled: set ingress.console.host, ingress.api.host or both" }}
{{- end }}
{{- if and .Values.ingress.enabled (eq .Values.ingress.console.host .Values.ingress.api.host) }}
{{- fail "ingress.console.host and ingress.api.host are the same: each needs a host of its own" }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
{{- fail "httpRoute.enabled: name your Gateway in httpRoute.parentRefs" }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not (or .Values.httpRoute.console.hostnames .Values.httpRoute.api.hostnames)) }}
{{- fail "httpRoute.enabled: set httpRoute.console.hostnames, httpRoute.api.hostnames or both" }}
{{- end }}
{{- if and (not .Values.console.enabled) (or (and .Values.ingress.enabled .Values.ingress.console.host) (and .Values.httpRoute.enabled .Values.httpRoute.console.hostnames)) }}
{{- fail "console.enabled is false, and the console has a host: take one of the two away" }}
{{- end }}
{{- if and .Values.serviceMonitor.enabled (not .Values.api.metricsOpen) (not .Values.serviceMonitor.tokenSecret) }}
{{- fail "serviceMonitor.enabled: the api's metrics need a token. Set serviceMonitor.tokenSecret, or api.metricsOpen to true behind networkPolicy.metricsFrom" }}
{{- end }}
{{- end }}

{{- define "lovage.checkLinks" -}}
{{- $temporal := .Values.temporal }}
{{- if and (not $temporal.tls.enabled) (or $temporal.tls.serverName $temporal.tls.caSecret $temporal.tls.clientSecret $temporal.apiKey.existingSecret) }}
{{- fail "temporal.tls.enabled is false, and certificates or a key for Temporal are named: set it to true" }}
{{- end }}
{{- $kafka := .Values.kafka }}
{{- if and (not (hasSuffix "SSL" $kafka.protocol)) (or $kafka.tls.caSecret $kafka.tls.clientSecret) }}
{{- fail (printf "kafka.tls names Secrets, and kafka.protocol is %s: use SSL or SASL_SSL" $kafka.protocol) }}
{{- end }}
{{- $sasl := hasPrefix "SASL" $kafka.protocol }}
{{- if and $sasl (not (and $kafka.sasl.user $kafka.sasl.existingSecret)) }}
{{- fail (printf "kafka.protocol is %s: set kafka.sasl.user, and kafka.sasl.existingSecret with its password" $kafka.protocol) }}
{{- end }}
{{- if and (not $sasl) (or $kafka.sasl.user $kafka.sasl.existingSecret) }}
{{- fail (printf "kafka.sasl names a user, and kafka.protocol is %s: use SASL_SSL or SASL_PLAINTEXT" $kafka.protocol) }}
{{- end }}
{{- end }}

{{- define "lovage.checks" -}}
{{- include "lovage.removed" . }}
{{- include "lovage.required" . }}
{{- include "lovage.checkLinks" . }}
{{- include "lovage.checkWays" . }}
{{- include "lovage.checkPart" (dict "at" "api" "part" .Values.api) }}
{{- include "lovage.checkPart" (dict "at" "console" "part" .Values.console) }}
{{- range $name, $pool := .Values.workers }}
{{- include "lovage.checkPool" (dict "name" $name "pool" (include "lovage.pool" (dict "root" $ "pool" $pool) | fromYaml)) }}
{{- end }}
{{- end }}

{{/* A pool with what it does not say itself: (dict "root" $ "pool" $pool), as YAML. */}}
{{- define "lovage.pool" -}}
{{ mergeOverwrite (deepCopy .root.Values.workerDefaults) (deepCopy (default dict .pool)) | toYaml }}
{{- end }}
