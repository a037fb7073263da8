{{/* Rules of NetworkPolicies. */}}

{{/* (dict "peers" list "ports" list) */}}
{{- define "lovage.egress" -}}
{{- with .peers }}
- to: {{- toYaml . | nindent 4 }}
  ports:
{{- else }}
- ports:
{{- end }}
{{- range .ports | uniq | sortAlpha }}
    - {protocol: TCP, port: {{ . }}}
{{- end }}
{{- end }}

{{- define "lovage.dns" -}}
- ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
{{- end }}

{{- define "lovage.portOf" -}}
{{ . | trim | splitList ":" | last }}
{{- end }}
