{{/* What stands around a Deployment. All take (dict "root" $ "part" .Values.api "component" "api" "pool" "" "management" 9080). */}}

{{- define "lovage.service" -}}
apiVersion: v1
kind: Service
metadata: {{- include "lovage.meta" . | nindent 2 }}
  {{- with .part.service.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ .part.service.type }}
  selector: {{- include "lovage.selector" . | nindent 4 }}
  ports:
    - {name: http, port: {{ .part.service.port }}, targetPort: http, appProtocol: http}
    - {name: management, port: {{ .management }}, targetPort: management, appProtocol: http}
{{- end }}

{{- define "lovage.disruption" }}
{{- if .part.podDisruptionBudget.enabled }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {{- include "lovage.meta" . | nindent 2 }}
spec:
  maxUnavailable: {{ .part.podDisruptionBudget.maxUnavailable }}
  # a pod that is not ready never holds a node
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "lovage.selector" . | nindent 6 }}
{{- end }}
{{- end }}

{{- define "lovage.hpa" }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {{- include "lovage.meta" . | nindent 2 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ (include "lovage.meta" . | fromYaml).name }}
  minReplicas: {{ .part.autoscaling.minReplicas }}
  maxReplicas: {{ .part.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ .part.autoscaling.targetCPUUtilizationPercentage }}}
{{- end }}

{{- define "lovage.availability" }}
{{- include "lovage.disruption" . }}
{{- if .part.autoscaling.enabled }}
{{- include "lovage.hpa" . }}
{{- end }}
{{- end }}
