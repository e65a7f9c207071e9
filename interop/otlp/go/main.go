// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

// Spans of OpenTelemetry for Go, sent by its exporter over gRPC to where the OTEL_* variables say.
package main

import (
	"context"
	"fmt"
	"os"

	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/sdk/trace"
)

func run() error {
	ctx := context.Background()
	exporter, err := otlptracegrpc.New(ctx)
	if err != nil {
		return err
	}
	provider := trace.NewTracerProvider(trace.WithSyncer(failing{exporter}))
	tracer := provider.Tracer("interop")
	outer, parent := tracer.Start(ctx, "outer")
	_, child := tracer.Start(outer, "inner")
	child.End()
	parent.End()
	fmt.Println(parent.SpanContext().TraceID())
	return provider.Shutdown(ctx)
}

// Ends the program when spans do not arrive, which the SDK only logs.
type failing struct{ trace.SpanExporter }

func (f failing) ExportSpans(ctx context.Context, spans []trace.ReadOnlySpan) error {
	err := f.SpanExporter.ExportSpans(ctx, spans)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
