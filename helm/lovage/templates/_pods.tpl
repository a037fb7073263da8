{{/* What every pod of ours has: the restricted profile, and nothing of the cluster's API. */}}

{{- define "lovage.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.images.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "lovage.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{/* (dict "root" $ "part" .Values.api "component" "api" "pool" "") */}}
{{- define "lovage.placement" -}}
{{- if .part.topologySpread }}
topologySpreadConstraints:
  {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "lovage.selector" $ | nindent 8 }}
  {{- end }}
{{- end }}
{{- with .part.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .part.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .part.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .part.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{/* Started within two minutes; from then on restarted only when it does not live. */}}
{{- define "lovage.probes" -}}
startupProbe:
  httpGet: {path: /health/liveness, port: management}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /health/liveness, port: management}
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /health/readiness, port: management}
  periodSeconds: 5
  timeoutSeconds: 5
{{- end }}

{{- define "lovage.volumes" -}}
volumes:
  - name: tmp
    emptyDir: {medium: Memory, sizeLimit: 64Mi}
{{- with .extraVolumes }}
{{ toYaml . | indent 2 }}
{{- end }}
{{- end }}

{{- define "lovage.volumeMounts" -}}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
{{- with .extraVolumeMounts }}
{{ toYaml . | indent 2 }}
{{- end }}
{{- end }}

{{/* After lovage.volumes, and after lovage.volumeMounts, of pods that speak to Temporal and Kafka. */}}
{{- define "lovage.linkVolumes" -}}
{{- range $name, $secret := include "lovage.links" . | fromYaml }}
- name: {{ $name }}
  secret: {secretName: {{ $secret }}, defaultMode: 288} # 0440
{{- end }}
{{- end }}

{{- define "lovage.linkMounts" -}}
{{- range $name, $_ := include "lovage.links" . | fromYaml }}
- {name: {{ $name }}, mountPath: /etc/lovage/{{ $name }}, readOnly: true}
{{- end }}
{{- end }}

{{/* Of pods that read nothing but their environment. */}}
{{- define "lovage.java" -}}
{{- with .javaOptions }}
- {name: JAVA_TOOL_OPTIONS, value: {{ . | quote }}}
{{- end }}
{{- with .extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}
