{{/* The settings of the processes: one helper for each, and the job of the migrations has the api's. */}}

{{/* (dict "name" "LOVAGE_…" "secret" "name" "key" "key") */}}
{{- define "lovage.secret" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef: {name: {{ .secret }}, key: {{ .key }}}
{{- end }}

{{- define "lovage.servers" -}}
- {name: LOVAGE_TEMPORAL_TARGET, value: {{ .Values.temporal.target | quote }}}
- {name: LOVAGE_TEMPORAL_NAMESPACE, value: {{ .Values.temporal.namespace | quote }}}
- {name: LOVAGE_KAFKA_SERVERS, value: {{ .Values.kafka.servers | quote }}}
- {name: LOVAGE_KAFKA_PREFIX, value: {{ .Values.kafka.prefix | quote }}}
{{- include "lovage.temporalLink" . }}
{{- include "lovage.kafkaLink" . }}
{{- end }}

{{- define "lovage.temporalLink" }}
{{- if .Values.temporal.tls.enabled }}
- {name: LOVAGE_TEMPORAL_TLS, value: "true"}
{{- with .Values.temporal.tls.serverName }}
- {name: LOVAGE_TEMPORAL_SERVER_NAME, value: {{ . | quote }}}
{{- end }}
{{- include "lovage.certificates" (dict "of" "temporal" "tls" .Values.temporal.tls) }}
{{- if .Values.temporal.apiKey.existingSecret }}
- {name: LOVAGE_TEMPORAL_API_KEY_FILE, value: {{ printf "/etc/lovage/temporal-key/%s" .Values.temporal.apiKey.key | quote }}}
{{- end }}
{{- end }}
{{- end }}

{{- define "lovage.kafkaLink" }}
- {name: LOVAGE_KAFKA_PROTOCOL, value: {{ .Values.kafka.protocol }}}
{{- include "lovage.certificates" (dict "of" "kafka" "tls" .Values.kafka.tls) }}
{{- with .Values.kafka.sasl }}
{{- if .existingSecret }}
- {name: LOVAGE_KAFKA_MECHANISM, value: {{ .mechanism }}}
- {name: LOVAGE_KAFKA_USER, value: {{ .user | quote }}}
{{ include "lovage.secret" (dict "name" "LOVAGE_KAFKA_PASSWORD" "secret" .existingSecret "key" .passwordKey) }}
{{- end }}
{{- end }}
{{- end }}

{{/* (dict "of" "kafka" "tls" .Values.kafka.tls) */}}
{{- define "lovage.certificates" }}
{{- if .tls.caSecret }}
- {name: LOVAGE_{{ upper .of }}_CA_FILE, value: /etc/lovage/{{ .of }}-ca/ca.crt}
{{- end }}
{{- if .tls.clientSecret }}
- {name: LOVAGE_{{ upper .of }}_CERTIFICATE_FILE, value: /etc/lovage/{{ .of }}-client/tls.crt}
- {name: LOVAGE_{{ upper .of }}_KEY_FILE, value: /etc/lovage/{{ .of }}-client/tls.key}
{{- end }}
{{- end }}

{{/* The Secrets that api and workers read as files, by volume. */}}
{{- define "lovage.links" -}}
{{- $all := dict
    "temporal-ca" .Values.temporal.tls.caSecret
    "temporal-client" .Values.temporal.tls.clientSecret
    "temporal-key" .Values.temporal.apiKey.existingSecret
    "kafka-ca" .Values.kafka.tls.caSecret
    "kafka-client" .Values.kafka.tls.clientSecret }}
{{- range $name, $secret := $all }}
{{- with $secret }}
{{ $name }}: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{- define "lovage.feed" -}}
{{- with .Values.feed.existingSecret }}
{{ include "lovage.secret" (dict "name" "LOVAGE_FEED_TOKEN" "secret" . "key" $.Values.feed.tokenKey) }}
{{- end }}
{{- end }}

{{- define "lovage.workerToken" -}}
{{- with .Values.workerToken.existingSecret }}
{{ include "lovage.secret" (dict "name" "LOVAGE_WORKER_TOKEN" "secret" . "key" $.Values.workerToken.tokenKey) }}
{{- end }}
{{- end }}

{{- define "lovage.apiUrl" -}}
http://{{ include "lovage.fullname" . }}-api:{{ .Values.api.service.port }}
{{- end }}

{{- define "lovage.apiEnv" -}}
{{ include "lovage.servers" . }}
- {name: LOVAGE_TEMPORAL_RETENTION, value: {{ .Values.temporal.retention | quote }}}
- {name: LOVAGE_KAFKA_PARTITIONS, value: {{ .Values.kafka.partitions | int | quote }}}
- {name: LOVAGE_KAFKA_REPLICATION, value: {{ .Values.kafka.replication | int | quote }}}
- {name: LOVAGE_KAFKA_RETENTION, value: {{ .Values.kafka.retention | quote }}}
- {name: LOVAGE_DATABASE_URL, value: {{ .Values.database.url | quote }}}
- {name: LOVAGE_DATABASE_USER, value: {{ .Values.database.user | quote }}}
{{ include "lovage.secret" (dict "name" "LOVAGE_DATABASE_PASSWORD" "secret" .Values.database.existingSecret "key" .Values.database.passwordKey) }}
- {name: LOVAGE_DATABASE_CONNECTIONS, value: {{ .Values.database.connections | int | quote }}}
- {name: LOVAGE_DATABASE_MIGRATE, value: {{ ternary "start" "wait" (eq .Values.migrations.run "start") }}}
{{- with .Values.admin.existingSecret }}
- {name: LOVAGE_ADMIN_NAME, value: {{ $.Values.admin.name | quote }}}
{{ include "lovage.secret" (dict "name" "LOVAGE_ADMIN_PASSWORD" "secret" . "key" $.Values.admin.passwordKey) }}
{{- end }}
{{- include "lovage.feed" . }}
{{- include "lovage.workerToken" . }}
- {name: LOVAGE_BLOBS_MAX_BYTES, value: {{ .Values.api.blobs.maxBytes | int | quote }}}
- {name: LOVAGE_RUNS_RETENTION, value: {{ .Values.api.runs.retention | quote }}}
- {name: LOVAGE_SESSION_ACCESS, value: {{ .Values.api.session.access | quote }}}
- {name: LOVAGE_SESSION_REFRESH, value: {{ .Values.api.session.refresh | quote }}}
- {name: LOVAGE_SCHEDULES_LIMIT, value: {{ .Values.api.schedules.limit | int | quote }}}
- {name: LOVAGE_CELERY_PRIORITY_ORDER, value: {{ .Values.api.celery.priorityOrder | quote }}}
- {name: LOVAGE_LOGS_RETENTION, value: {{ .Values.api.logs.retention | quote }}}
- {name: LOVAGE_EVENT_LOG_RETENTION, value: {{ .Values.api.eventLog.retention | quote }}}
- {name: LOVAGE_PROJECTION_GATHER, value: {{ .Values.api.projection.gather | quote }}}
- {name: LOVAGE_STREAMS_OPEN, value: {{ .Values.api.streams.open | int | quote }}}
- {name: LOVAGE_STREAMS_HEARTBEAT, value: {{ .Values.api.streams.heartbeat | quote }}}
- {name: LOVAGE_STREAMS_CHECK, value: {{ .Values.api.streams.check | quote }}}
- {name: LOVAGE_RECONCILER_EVERY, value: {{ .Values.api.reconciler.every | quote }}}
- {name: LOVAGE_RECONCILER_HEARTBEAT, value: {{ .Values.api.reconciler.heartbeat | quote }}}
- {name: LOVAGE_RECONCILER_QUIET, value: {{ .Values.api.reconciler.quiet | quote }}}
- {name: LOVAGE_RECONCILER_RARELY, value: {{ .Values.api.reconciler.rarely | quote }}}
- {name: LOVAGE_MANAGEMENT_OPEN, value: {{ .Values.api.metricsOpen | quote }}}
{{- include "lovage.java" .Values.api }}
{{- end }}

{{- define "lovage.consoleEnv" -}}
- {name: LOVAGE_API_URL, value: {{ include "lovage.apiUrl" . | quote }}}
{{- include "lovage.feed" . }}
{{- include "lovage.java" .Values.console }}
{{- end }}

{{/* (dict "root" $ "pool" $pool) */}}
{{- define "lovage.workerEnv" -}}
{{ include "lovage.servers" .root }}
- {name: LOVAGE_API_URL, value: {{ include "lovage.apiUrl" .root | quote }}}
{{- if .root.Values.workerToken.existingSecret }}
- {name: LOVAGE_API_INTERNAL_URL, value: {{ printf "http://%s-api-internal:8082" (include "lovage.fullname" .root) | quote }}}
{{- include "lovage.workerToken" .root }}
{{- end }}
- {name: LOVAGE_WORKER_QUEUES, value: {{ join "," .pool.queues | quote }}}
- {name: LOVAGE_WORKER_TENANT, value: {{ .pool.tenant | quote }}}
- {name: LOVAGE_WORKER_TASKS, value: {{ .pool.tasks | int | quote }}}
- {name: LOVAGE_WORKER_STOP_GRACE, value: {{ printf "%ds" (.pool.stopGraceSeconds | int) }}}
- name: LOVAGE_WORKER_IDENTITY
  valueFrom:
    fieldRef: {fieldPath: metadata.name}
{{- with .pool.packages }}
- {name: LOVAGE_WORKER_PACKAGES, value: {{ join "," . | quote }}}
{{- end }}
{{- with .pool.filesRoots }}
- {name: LOVAGE_FILES_ROOTS, value: {{ join "," . | quote }}}
{{- end }}
{{- with .pool.http.allow }}
- {name: LOVAGE_EGRESS_ALLOW, value: {{ join "," . | quote }}}
{{- end }}
- {name: LOVAGE_EGRESS_MAX_BYTES, value: {{ .pool.http.maxBytes | int | quote }}}
- {name: LOVAGE_EGRESS_TIMEOUT, value: {{ .pool.http.timeout | quote }}}
{{- with .pool.llm }}
{{- if .url }}
- {name: LOVAGE_LLM_URL, value: {{ .url | quote }}}
- {name: LOVAGE_LLM_MODEL, value: {{ .model | quote }}}
- {name: LOVAGE_LLM_TIMEOUT, value: {{ .timeout | quote }}}
{{- if .existingSecret }}
{{ include "lovage.secret" (dict "name" "LOVAGE_LLM_API_KEY" "secret" .existingSecret "key" .secretKey) }}
{{- end }}
{{- end }}
{{- end }}
- {name: LOVAGE_EVENTS_VALUES, value: {{ .pool.eventValues | quote }}}
- {name: LOVAGE_EVENTS_OUTBOX_BYTES, value: {{ .pool.outboxBytes | int64 | quote }}}
{{- include "lovage.java" .pool }}
{{- end }}
