using Floe.JobService.Contracts;
using Floe.JobService.Store;
using Floe.JobService.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Store;

/// <summary>A page is the first of a range of an index, however many jobs there are: as SQLite explains its plan, which it makes from the schema alone.</summary>
public sealed class ListPlanTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("state", "Failed", "job_by_state (state=?")]
    [InlineData("state", "Failed Running", "job_by_state (state=?")]
    [InlineData("owner", "", "job_by_owner (owner=?")]
    [InlineData("owner", "Running", "job_by_owner_state (owner=? AND state=?")]
    [InlineData("owner", "Succeeded Failed Cancelled Lost", "job_by_owner_state (owner=? AND state=?")]
    [InlineData("queue", "", "job_by_queue (queue=?")]
    [InlineData("schedule", "", "job_by_schedule (schedule=?")]
    public async Task A_page_is_found_by_an_index_in_its_order(string by, string states, string index)
    {
        await using var service = await TestService.StartAsync();
        var filter = new JobFilter
        {
            Owner = by == "owner" ? "ann" : null,
            Queue = by == "queue" ? "q" : null,
            Schedule = by == "schedule" ? "s" : null,
            States = [.. states.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<JobState>)],
        };

        foreach (var page in new JobPageRequest[] { new(filter, OldestFirst: false, After: null, Limit: 51), new(filter, OldestFirst: true, After: 1000, Limit: 51) })
        {
            var plan = await PlanAsync(service, page);

            Assert.True(plan.Count(step => step.Contains(index, StringComparison.Ordinal)) == Math.Max(1, filter.States.Count), string.Join('\n', plan));
            // The numbers of several states, at most a page of each, are sorted; rows never are.
            if (filter.States.Count < 2) Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        }
    }

    private static Task<List<string>> PlanAsync(TestService service, JobPageRequest page) => service.Services.GetRequiredService<JobsDatabase>().ReadAsync(async context =>
    {
        var jobs = JobList.OfStates(context, JobList.Choose(context, page.Filter), page);
        await using var command = JobList.InOrder(jobs, page).Take(page.Limit).Select(job => new { job.Number, job.Name, job.State }).CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await context.Database.OpenConnectionAsync(Cancel);
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel)) plan.Add(reader.GetString(3));
        return plan;
    }, Cancel);
}
