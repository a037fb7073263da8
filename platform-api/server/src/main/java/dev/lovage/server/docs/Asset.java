package dev.lovage.server.docs;

/// The files that can be had below `/docs`; there are no others.
enum Asset {
    PAGE("index.html", "text/html;charset=utf-8", "docs/index.html"),
    START("start.js", "text/javascript;charset=utf-8", "docs/start.js"),
    DESCRIPTION("openapi.yaml", "application/yaml;charset=utf-8", "META-INF/swagger/lovage.yml"),
    SCRIPT(
            "swagger-ui-bundle.js",
            "text/javascript;charset=utf-8",
            Asset.UI + "swagger-ui-bundle.js"),
    STYLE("swagger-ui.css", "text/css;charset=utf-8", Asset.UI + "swagger-ui.css");

    private static final String UI = "META-INF/resources/webjars/swagger-ui/5.31.0/";

    final String file;
    final String type;
    final String resource;

    Asset(String file, String type, String resource) {
        this.file = file;
        this.type = type;
        this.resource = resource;
    }
}
