{{- define "starter.name" -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* (dict "root" $ "component" "kafka") */}}
{{- define "starter.selector" -}}
app.kubernetes.io/name: lovage-starter
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "starter.meta" -}}
name: {{ include "starter.name" .root }}-{{ .component }}
labels:
  {{- include "starter.selector" . | nindent 2 }}
  app.kubernetes.io/managed-by: {{ .root.Release.Service }}
  helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
annotations: {lovage.dev/evaluation-only: "one pod, no replicas, no backup, no TLS"}
{{- end }}

{{- define "starter.service" -}}
apiVersion: v1
kind: Service
metadata: {{- include "starter.meta" . | nindent 2 }}
spec:
  selector: {{- include "starter.selector" . | nindent 4 }}
  ports:
    - {name: server, port: {{ .port }}, targetPort: server}
{{- end }}

{{/* (dict "root" $ "user" 999) */}}
{{- define "starter.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext: {runAsNonRoot: true, runAsUser: {{ .user }}, runAsGroup: {{ .user }}, fsGroup: {{ .user }}, seccompProfile: {type: RuntimeDefault}}
terminationGracePeriodSeconds: 60
{{- end }}

{{- define "starter.probes" -}}
startupProbe: {tcpSocket: {port: server}, periodSeconds: 2, failureThreshold: 90}
livenessProbe: {tcpSocket: {port: server}, periodSeconds: 10, failureThreshold: 6}
readinessProbe: {tcpSocket: {port: server}, periodSeconds: 5}
{{- end }}

{{- define "starter.containerSecurity" -}}
securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
{{- end }}

{{- define "starter.volume" -}}
volumeClaimTemplates:
  - metadata: {name: data}
    spec:
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: {{ . }}}}
{{- end }}

{{/* What is given, else something new: (dict "root" $ "key" "admin" "length" 24) */}}
{{- define "starter.password" -}}
{{ get .root.Values.passwords .key | default (randAlphaNum .length) | b64enc }}
{{- end }}
