{{/* Names and labels. What is in lovage.selector never changes: a Deployment's selector cannot. */}}

{{- define "lovage.name" -}}
{{ .Values.nameOverride | default .Chart.Name | trunc 32 | trimSuffix "-" }}
{{- end }}

{{/* 32 characters leave room for "-worker-" and a pool's 20. */}}
{{- define "lovage.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride }}
{{- else if contains (include "lovage.name" .) .Release.Name -}}
{{ .Release.Name | trunc 32 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-%s" .Release.Name (include "lovage.name" .) | trunc 32 | trimSuffix "-" }}
{{- end -}}
{{- end }}

{{/* (dict "root" $ "component" "api" "pool" "") */}}
{{- define "lovage.selector" -}}
app.kubernetes.io/name: {{ include "lovage.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- with .pool }}
lovage.dev/pool: {{ . }}
{{- end }}
{{- end }}

{{- define "lovage.labels" -}}
{{ include "lovage.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: lovage
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 }}
{{- end }}

{{- define "lovage.meta" -}}
name: {{ include "lovage.fullname" .root }}-{{ .component }}{{ with .pool }}-{{ . }}{{ end }}
labels: {{- include "lovage.labels" . | nindent 2 }}
{{- end }}

{{- define "lovage.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ .Values.serviceAccount.name | default (include "lovage.fullname" .) }}
{{- else -}}
{{ .Values.serviceAccount.name | default "default" }}
{{- end -}}
{{- end }}

{{/* (dict "root" $ "image" .Values.api.image) */}}
{{- define "lovage.image" -}}
{{- with .root.Values.images.registry }}{{ . }}/{{ end }}{{ .image.repository }}
{{- if .image.digest }}@{{ .image.digest }}
{{- else }}:{{ .image.tag | default .root.Values.images.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end }}
