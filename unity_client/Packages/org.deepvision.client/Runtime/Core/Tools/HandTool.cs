using System.Collections.Generic;

namespace DeepVision.Tools
{
    /// <summary>
    /// The handheld tool: turns what the hands ask for, and what the tool's ray meets, into what happens. The same for
    /// a controller and for a mouse; only dragging to look, walking by a press on the floor, and dropping a picture
    /// that was dragged belong to one of them. What is pressed counts where it was pressed, so that a trigger that
    /// shakes the hand misses nothing; it happens when the trigger is let go.
    /// </summary>
    public sealed class HandTool
    {
        /// <summary>Seconds of pointing until a tooltip is due.</summary>
        public const float HoverSeconds = 0.5f;

        /// <summary>Metres up to which a tile can be read; a press on a panel further away leads to it.</summary>
        public const float Readable = 6;

        /// <summary>Radians of looking that a press may waver: six pixels of a mouse.</summary>
        public const float LookSlack = 0.021f;
        private readonly List<ToolEvent> events = new List<ToolEvent>();
        private HandToolState gesture = HandToolState.Idle;
        private Target pressed = Target.Nothing;
        private PanelGrab grab;
        private Target hovered = Target.Nothing;
        private float hoveredFor;
        private bool hoverTold;
        private float looked;
        private bool selectBefore;
        private bool gripBefore;
        private bool aimBefore;

        public HandToolState State
        {
            get
            {
                if (gesture != HandToolState.Idle)
                {
                    return gesture;
                }

                return Carried != null ? HandToolState.Carrying
                    : hovered.Kind != TargetKind.None ? HandToolState.Hovering
                    : HandToolState.Idle;
            }
        }

        /// <summary>What floats above the tool; null: nothing.</summary>
        public Carried Carried { get; private set; }

        /// <summary>What it points at now; Nothing while it grabs, aims or looks.</summary>
        public Target Hovered => hovered;

        /// <summary>What it holds; Nothing if it holds nothing.</summary>
        public Target Held => grab == null ? Target.Nothing : grab.Target;

        /// <summary>Lets a frame pass.</summary>
        /// <param name="input">what the hands ask for</param>
        /// <param name="target">what the ray meets, its nearest target; the panel that is held may be left out</param>
        /// <returns>what happened, in order; the list is used again in the next frame</returns>
        public IReadOnlyList<ToolEvent> Update(InputFrame input, Target target)
        {
            events.Clear();
            if (grab != null)
            {
                UpdateGrab(input);
            }
            else if (gesture == HandToolState.Aiming || (input.TeleportAim && !aimBefore))
            {
                UpdateAim(input);
            }
            else if (input.Grip && !gripBefore && target.CanBeGrabbed)
            {
                BeginGrab(input, target);
            }
            else
            {
                UpdatePress(input, target);
            }

            bool attentive = gesture == HandToolState.Idle || gesture == HandToolState.Pressing;
            UpdateHover(attentive ? target : Target.Nothing, input.Seconds);
            selectBefore = input.Select;
            gripBefore = input.Grip;
            aimBefore = input.TeleportAim;
            return events;
        }

        /// <summary>Puts something into the tool, as a list on the wrist does.</summary>
        public void Take(Carried carried)
        {
            Carried = carried;
        }

        /// <summary>Lets go of everything: the hall was taken down, or the visitor took the headset off.</summary>
        public void Reset()
        {
            gesture = HandToolState.Idle;
            pressed = Target.Nothing;
            grab = null;
            hovered = Target.Nothing;
            hoveredFor = 0;
            hoverTold = false;
            Carried = null;
        }

        private void UpdateAim(InputFrame input)
        {
            if (input.Cancel)
            {
                gesture = HandToolState.Idle;
            }
            else if (input.TeleportAim)
            {
                gesture = HandToolState.Aiming;
            }
            else
            {
                gesture = HandToolState.Idle;
                events.Add(new ToolEvent(ToolEventKind.Teleported, Target.Nothing));
            }
        }

        private void BeginGrab(InputFrame input, Target target)
        {
            gesture = HandToolState.Grabbing;
            grab = new PanelGrab(target, input.Pointer, input.Headset);
            events.Add(new ToolEvent(ToolEventKind.Grabbed, target, new PanelMove(grab.From, grab.Pose)));
        }

        private void UpdateGrab(InputFrame input)
        {
            PanelGrab held = grab;
            if (input.Cancel)
            {
                EndGrab(new PanelMove(held.From, held.From));
                return;
            }

            held.Update(input);
            PanelMove move = new PanelMove(held.From, held.Pose);
            if (input.Grip)
            {
                events.Add(new ToolEvent(ToolEventKind.Moved, held.Target, move));
            }
            else
            {
                EndGrab(move);
            }
        }

        private void EndGrab(PanelMove move)
        {
            events.Add(new ToolEvent(ToolEventKind.Moved, grab.Target, move));
            events.Add(new ToolEvent(ToolEventKind.Released, grab.Target, move));
            grab = null;
            gesture = HandToolState.Idle;
        }

        private void UpdatePress(InputFrame input, Target target)
        {
            if (input.Cancel)
            {
                CancelPress();
                return;
            }

            if (input.Select && !selectBefore)
            {
                gesture = HandToolState.Pressing;
                pressed = target;
                looked = 0;
            }

            Look(input);
            if (!input.Select && gesture != HandToolState.Idle)
            {
                bool click = gesture == HandToolState.Pressing;
                gesture = HandToolState.Idle;
                if (click)
                {
                    Click(input.Headset, target);
                }
            }
        }

        private void CancelPress()
        {
            if (gesture == HandToolState.Idle && Carried != null)
            {
                events.Add(new ToolEvent(ToolEventKind.PutAway, Target.Nothing, Carried));
                Carried = null;
            }

            gesture = HandToolState.Idle;
        }

        private void Look(InputFrame input)
        {
            float length = input.Look.Length();
            if (length == 0)
            {
                return;
            }

            looked += length;
            if (gesture == HandToolState.Pressing && looked < LookSlack)
            {
                return;
            }

            gesture = input.Select ? HandToolState.Looking : gesture;
            events.Add(new ToolEvent(ToolEventKind.Looked, input.Look));
        }

        private void Click(bool headset, Target released)
        {
            switch (pressed.Kind)
            {
                case TargetKind.Sheet:
                    events.Add(new ToolEvent(ToolEventKind.PressedSheet, pressed));
                    break;
                case TargetKind.Picture:
                    PickUpPicture(pressed, Carried.Picture(pressed.Image, pressed.Label));
                    Drop(headset, released);
                    break;
                case TargetKind.Tile:
                    PressTile();
                    Drop(headset, released);
                    break;
                case TargetKind.Panel:
                    PressLayer();
                    break;
                case TargetKind.Canvas:
                    PressCanvas(pressed);
                    break;
                case TargetKind.Floor:
                    if (!headset)
                    {
                        events.Add(new ToolEvent(ToolEventKind.WantsToPlace, pressed));
                    }

                    break;
            }
        }

        private void PressTile()
        {
            if (!PressLayer())
            {
                return;
            }

            if (pressed.Image != null)
            {
                PickUpPicture(
                    pressed,
                    Carried.GeneratedPicture(pressed.Image, pressed.Label, pressed.Layer, pressed.Channel));
                return;
            }

            Carried = Carried.Tile(pressed.Layer, pressed.Channel);
            events.Add(new ToolEvent(ToolEventKind.PickedUpTile, pressed, Carried));
        }

        /// <summary>True if the layer is near enough to be read.</summary>
        private bool PressLayer()
        {
            bool near = pressed.Distance <= Readable;
            events.Add(new ToolEvent(near ? ToolEventKind.SelectedLayer : ToolEventKind.WantsToLayer, pressed));
            return near;
        }

        private void PickUpPicture(Target target, Carried picture)
        {
            if (!picture.IsPicture)
            {
                return; // an empty place of the shelf
            }

            Carried = picture;
            events.Add(new ToolEvent(ToolEventKind.PickedUpPicture, target, picture));
        }

        /// <summary>In a headset a picture can also be dragged into the canvas and let go there.</summary>
        private void Drop(bool headset, Target released)
        {
            bool isPicture = Carried != null && Carried.IsPicture && Carried.Image == pressed.Image;
            if (headset && released.Kind == TargetKind.Canvas && isPicture)
            {
                PressCanvas(released);
            }
        }

        private void PressCanvas(Target canvas)
        {
            if (Carried == null)
            {
                events.Add(new ToolEvent(ToolEventKind.CalledShelf, canvas));
                return;
            }

            if (!Carried.IsPicture)
            {
                events.Add(new ToolEvent(ToolEventKind.CannotBeInserted, canvas, Carried));
                return;
            }

            events.Add(new ToolEvent(ToolEventKind.Inserted, canvas, Carried));
            Carried = null;
        }

        private void UpdateHover(Target target, float seconds)
        {
            bool same = hovered.IsSameThing(target);
            if (!same && hoverTold)
            {
                events.Add(new ToolEvent(ToolEventKind.HoverEnded, hovered));
            }

            hoveredFor = same ? hoveredFor + seconds : 0;
            hoverTold = same && hoverTold;
            hovered = target;
            bool hasTooltip = target.Kind != TargetKind.None && target.Kind != TargetKind.Floor;
            if (hasTooltip && !hoverTold && hoveredFor >= HoverSeconds)
            {
                hoverTold = true;
                events.Add(new ToolEvent(ToolEventKind.HoverBegan, target));
            }
        }
    }
}
