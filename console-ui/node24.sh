#!/bin/sh
# Puts Node 24 and npm 11 beside this file, in the layout that Vaadin's plugin accepts.
# Only who changes a .ts file, an npm package or a Vaadin component needs it; then, from the root:
#   console-ui/node24.sh && mvn -pl console-ui -am clean package -Dvaadin.force.production.build=true
# (without it a change in a file that others import is not noticed)
# and the new src/main/bundles/prod.bundle and package*.json are committed with the change.
cd "$(dirname "$0")" && exec npm install --global --prefix "$PWD/.node24" node@24 npm@11
