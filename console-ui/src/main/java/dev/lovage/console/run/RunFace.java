package dev.lovage.console.run;

import com.vaadin.flow.component.html.Div;

/// What a run's page shows under one of its tabs. It is made when the tab is first opened.
abstract class RunFace extends Div {
    /// Shows a picture of the run: whenever it changed, and when the tab is opened again.
    abstract void show(RunPicture seen, RunAddress address);

    /// Fits to a window of this width.
    void fit(int width) {}
}
