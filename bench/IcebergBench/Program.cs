using System.CommandLine;
using Floe.IcebergBench;

var root = new RootCommand("Measures the table format: planning, manifests, commits. Files are held in memory. Build with -c Release.")
{
    PlanBench.Command(),
    ManifestBench.Command(),
    AppendBench.Command(),
};
return await root.Parse(args).InvokeAsync();
