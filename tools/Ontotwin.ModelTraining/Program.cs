using Ontotwin.ModelTraining;

// Trains guidelines/models/chd.onnx and writes its card and its background beside it. The same table gives the same bytes on every run.
if (args.Length != 2)
{
    await Console.Error.WriteLineAsync("usage: Ontotwin.ModelTraining HEART-DISEASE.csv MODELS-FOLDER");
    return 2;
}

var rows = Row.Read(args[0]);
var (training, heldOut) = Split.Stratified(rows);
var penalty = Training.ChoosePenalty(training);
var model = Training.Fit(training, penalty);
var onnx = Training.Export(model);
var evaluation = Evaluation.Of(Training.Predict(model, heldOut), [.. heldOut.Select(r => r.Label)]);

var folder = Directory.CreateDirectory(args[1]).FullName;
await File.WriteAllBytesAsync(Path.Combine(folder, "chd.onnx"), onnx);
await File.WriteAllTextAsync(Path.Combine(folder, "chd.background.csv"), Background.Csv(training));
await File.WriteAllTextAsync(Path.Combine(folder, "chd.card.ttl"), Card.Turtle(training, heldOut, penalty, evaluation, onnx));
await Console.Out.WriteLineAsync(evaluation.ToString());
return 0;
