using Floe.JobService.Contracts;
using Floe.JobService.Jobs;

namespace Floe.JobService.Tests.Jobs;

public sealed class JobStatesTests
{
    public static TheoryData<JobState> All => [.. Enum.GetValues<JobState>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_follows_a_final_state_and_something_follows_each_other_one(JobState state) =>
        Assert.Equal(state.IsFinal(), Enum.GetValues<JobState>().All(next => !state.MayBecome(next)));

    [Theory]
    [MemberData(nameof(All))]
    public void No_state_follows_itself(JobState state) => Assert.False(state.MayBecome(state));

    [Theory]
    [MemberData(nameof(All))]
    public void An_engine_that_has_a_job_may_tell_any_outcome_at_once(JobState state)
    {
        if (!JobStates.InEngine.Contains(state)) return;
        Assert.All([JobState.Succeeded, JobState.Failed, JobState.Lost], outcome => Assert.True(state.MayBecome(outcome)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_state_is_queued_or_in_an_engine_or_final(JobState state) =>
        Assert.Single(new[] { state == JobState.Queued, JobStates.InEngine.Contains(state), state.IsFinal() }, holds => holds);

    [Theory]
    [InlineData(JobState.Queued, JobState.Running)]
    [InlineData(JobState.Queued, JobState.Cancelling)]
    [InlineData(JobState.Running, JobState.Queued)]
    [InlineData(JobState.Running, JobState.Cancelled)]
    [InlineData(JobState.Cancelling, JobState.Running)]
    public void A_step_may_not_be_left_out_or_undone(JobState from, JobState to) => Assert.False(from.MayBecome(to));
}
